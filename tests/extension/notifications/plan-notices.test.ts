import { describe, expect, test } from 'vitest'
import type { NoticeRow } from '../../../extension/database/database.ts'
import { mostAtOnce, type NoticeFacts, planNotices } from '../../../extension/notifications/plan-notices.ts'
import { conversationId } from '../background/cast.ts'

const notice = (number: number, change: Partial<NoticeRow> = {}): NoticeRow => ({
  ...{ conversationId: conversationId(number), why: 'message', seq: number, told: 0 },
  ...change,
})
const shown = (number: number, seq = number) => ({ conversationId: conversationId(number), seq })
const plan = (facts: Partial<NoticeFacts>) =>
  planNotices({
    ...{ notices: [], onScreen: [], summaryOnScreen: false, isQuiet: false, watched: new Set(), muted: new Set() },
    ...facts,
  })

describe('what is shown', () => {
  test('is what was not told, and not what was', () => {
    expect(plan({ notices: [notice(1), notice(2, { told: 1 })] }).show).toEqual([notice(1)])
  })
  test('is not what stands on the screen with its number; something newer is', () => {
    expect(plan({ notices: [notice(1)], onScreen: [shown(1)] })).toMatchObject({ show: [], settle: [notice(1)] })
    expect(plan({ notices: [notice(1, { seq: 9 })], onScreen: [shown(1)] }).show).toHaveLength(1)
  })
  test('is nothing in quiet hours, and it is ticked off', () => {
    expect(plan({ notices: [notice(1)], isQuiet: true })).toMatchObject({ show: [], settle: [notice(1)] })
  })
  test('of a muted conversation is only what names this employee', () => {
    const muted = new Set([conversationId(1)])
    const told = (why: NoticeRow['why']) => plan({ notices: [notice(1, { why })], muted }).show.length
    expect((['message', 'escalated', 'mention', 'handedOver'] as const).map(told)).toEqual([0, 0, 1, 1])
  })
})

describe('many at once', () => {
  const many = (count: number) => Array.from({ length: count }, (_each, index) => notice(index + 1))
  test('are one, when they are more than fit; as many as fit are each their own', () => {
    expect(plan({ notices: many(mostAtOnce + 1) }).asOne).toBe(true)
    expect(plan({ notices: many(mostAtOnce) }).asOne).toBe(false)
  })
  test('also with those that stand there already, which go then', () => {
    const onScreen = [1, 2, 3, 4].map((number) => shown(number))
    const notices = [...many(4).map((row) => ({ ...row, told: 1 as const })), notice(5)]
    expect(plan({ notices, onScreen })).toMatchObject({
      asOne: true,
      hide: onScreen.map((each) => each.conversationId),
    })
  })
})

describe('what goes', () => {
  test('is what is no news any more, and nothing else', () => {
    const facts = { notices: [notice(2, { told: 1 })], onScreen: [shown(1), shown(2)] }
    expect(plan(facts).hide).toEqual([conversationId(1)])
  })
  test('is the one for many, when there is no news at all', () => {
    expect(plan({ summaryOnScreen: true }).summary).toBe('hide')
    expect(plan({ summaryOnScreen: true, notices: [notice(1, { told: 1 })] }).summary).toBe('renew')
    expect(plan({}).summary).toBe('none')
  })
  test('is also what came before somebody’s eyes: nothing is left of it to be told', () => {
    const facts = { notices: [notice(1), notice(2)], onScreen: [shown(1, 0)], watched: new Set([conversationId(1)]) }
    expect(plan(facts)).toMatchObject({ hide: [conversationId(1)], seen: [notice(1)], settle: [notice(2)] })
  })
})

describe('the one for many stands there', () => {
  const told = (count: number) => Array.from({ length: count }, (_each, index) => notice(index + 1, { told: 1 }))
  test('and something new comes: it says the new number, while many are left', () => {
    const facts = { notices: [...told(mostAtOnce), notice(9)], summaryOnScreen: true }
    expect(plan(facts)).toMatchObject({ asOne: true, summary: 'none' })
  })
  test('and few are left: what is new is told by itself, and no old number stays beside it', () => {
    const facts = { notices: [...told(mostAtOnce - 1), notice(9)], summaryOnScreen: true }
    expect(plan(facts)).toMatchObject({ asOne: false, show: [notice(9)], summary: 'hide' })
  })
  test('and less is left: it says so without a call', () => {
    expect(plan({ notices: told(6), summaryOnScreen: true })).toMatchObject({ show: [], summary: 'renew' })
  })
})

describe('what tells in other words what was told already', () => {
  const again = notice(1, { seq: 9, again: 1 })
  test('takes its place on the screen, and is no call', () => {
    expect(plan({ notices: [again], onScreen: [shown(1)] })).toMatchObject({
      show: [],
      renew: [again],
      settle: [again],
    })
  })
  test('is not shown where nothing of it stands there any more', () => {
    expect(plan({ notices: [again] })).toMatchObject({ show: [], renew: [], settle: [again] })
  })
})
