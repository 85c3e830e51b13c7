import { beforeEach, expect, test } from 'vitest'
import { endSentence } from '../../../extension/conversation/stage-sentences.ts'
import { stageStrip } from '../../../extension/conversation/stage-strip.ts'
import type { OnecStatus } from '../../../shared/onec-status.ts'
import { failureReasons, leftWithoutOnec, type Stage, type StageReached } from '../../../shared/stage.ts'
import { morning } from '../background/cast.ts'
import { speak } from '../design/speak.ts'

const through1c: OnecStatus = { state: 'inTouch', replyRoute: 'through1c' }
const silent: OnecStatus = { state: 'silent', replyRoute: 'through1c', lastExchangeAt: morning }
const way = (...stages: Stage[]): StageReached[] => stages.map((stage, place) => ({ stage, at: morning + place }))

beforeEach(() => speak('ru'))

test('an accepted reply shows that it waits for 1C', () => {
  expect(stageStrip(way('accepted'), through1c)).toMatchObject({ kind: 'onItsWay', awaited: 'collected' })
})

test('a reply that 1C has fetched waits for its permission, and an allowed one for WhatsApp', () => {
  expect(stageStrip(way('accepted', 'collected'), through1c)).toMatchObject({ awaited: 'approved' })
  expect(stageStrip(way('accepted', 'collected', 'approved'), through1c)).toMatchObject({ awaited: 'sending' })
})

test('where no base is linked, or replies leave at once, 1C is not waited for', () => {
  expect(stageStrip(way('accepted'), { state: 'none', replyRoute: 'through1c' })).toMatchObject({ awaited: 'sending' })
  expect(stageStrip(way('accepted'), { ...silent, replyRoute: 'direct' })).toMatchObject({ awaited: 'sending' })
  expect(stageStrip(way('accepted'), { ...silent, replyRoute: 'direct' })).not.toHaveProperty('waitsForOnecSince')
})

test('a permission is named only when 1C was asked for it', () => {
  const shown = (...stages: Stage[]) => {
    const strip = stageStrip(way(...stages), undefined)
    return strip?.kind === 'onItsWay' && strip.reached.map(({ stage }) => stage)
  }
  expect(shown('accepted', 'approved', 'sending')).toEqual(['accepted', 'sending'])
  expect(shown('accepted', 'collected', 'approved')).toEqual(['accepted', 'collected', 'approved'])
})

test('a reply that waits for 1C says since when, and one that 1C has let go does not', () => {
  expect(stageStrip(way('accepted', 'collected'), silent)).toMatchObject({ waitsForOnecSince: morning })
  expect(stageStrip(way('accepted', 'collected', 'approved'), silent)).not.toHaveProperty('waitsForOnecSince')
})

test('a reply that left without a silent 1C says so to the end, and an ordinary one does not', () => {
  const left: StageReached[] = [...way('accepted'), { stage: 'approved', at: morning + 1, detail: leftWithoutOnec }]
  expect(stageStrip(left, silent)).toMatchObject({ reached: [{ stage: 'accepted' }, { detail: leftWithoutOnec }] })
  expect(stageStrip([...left, ...way('sent')], silent)).toEqual({ kind: 'arrived', stage: 'sent', withoutOnec: true })
  expect(stageStrip(way('accepted', 'approved', 'sent'), silent)).toEqual({ kind: 'arrived', stage: 'sent' })
})

test('after it was sent only ticks are left; played counts as read', () => {
  expect(stageStrip(way('accepted', 'sent'), silent)).toEqual({ kind: 'arrived', stage: 'sent' })
  expect(stageStrip(way('sent', 'delivered', 'read', 'played'), through1c)).toEqual({ kind: 'arrived', stage: 'read' })
})

test('what the client wrote has no strip', () => {
  expect(stageStrip([], through1c)).toBeUndefined()
})

test('a reply that 1C refused shows 1C’s own reason', () => {
  const strip = stageStrip([{ stage: 'rejected', at: morning, detail: 'Превышен лимит' }], through1c)
  expect(strip?.kind === 'endedBadly' && endSentence(strip)).toBe('1С не разрешила отправку: Превышен лимит')
})

test('every reason of a failure has a sentence of its own', () => {
  const said = failureReasons.map((reason) => endSentence({ kind: 'endedBadly', stage: 'failed', at: morning, reason }))
  expect(new Set(said).size).toBe(failureReasons.length)
  expect(said).not.toContain('')
})

test('where nobody knows whether it left, a person is asked to look', () => {
  expect(endSentence({ kind: 'endedBadly', stage: 'unknown', at: morning })).toContain(
    'Посмотрите на телефоне компании',
  )
})
