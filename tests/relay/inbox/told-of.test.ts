import * as v from 'valibot'
import { describe, expect, it } from 'vitest'
import { goneInstead, tellingOf } from '../../../relay/inbox/told-of.ts'
import { eitherSight, everyone, idsAsText } from '../../../relay/store/sight-column.ts'
import type { WrittenEvent } from '../../../relay/store/written-events.ts'
import { type Employee, employeeSchema } from '../../../shared/employee.ts'

const employee = (number: number, ...more: string[]): Employee =>
  v.parse(employeeSchema, {
    id: `00000000-0000-7000-8005-00000000000${number}`,
    name: 'Сотрудник',
    rights: ['read', 'reply', ...more],
    inQueue: true,
  })
const [olga, boris, vera] = [employee(1), employee(2), employee(3, 'supervise')]
const of = (...who: Employee[]) => idsAsText(who.map(({ id }) => id))

const event = (change: Partial<WrittenEvent>): WrittenEvent => ({
  seq: 5,
  at: 0,
  text: '{}',
  audience: 'all',
  seenBy: everyone,
  sightBefore: null,
  seenNow: everyone,
  takenBy: null,
  ...change,
})
const told = (change: Partial<WrittenEvent>) => [olga, boris, vera].map((each) => tellingOf(each, event(change)))

describe('of an event Olga, Boris and the supervisor Vera are told', () => {
  it.each<[string, Partial<WrittenEvent>, string[]]>([
    ['the event, while it is everybody’s', {}, ['event', 'event', 'event']],
    ['the event only when they see it still', { seenNow: of(olga) }, ['event', 'nothing', 'event']],
    [
      'that both of two that became one are gone, when they do not see that one any more',
      { text: '{"type":"joined","seq":5}', seenNow: of(olga) },
      ['event', 'gone', 'event'],
    ],
    [
      'that it is gone, when it has shut them out',
      { seenBy: of(olga), sightBefore: everyone, seenNow: of(olga) },
      ['event', 'gone', 'event'],
    ],
    [
      'that it is gone, also when they have it again: what gave it back comes later',
      { seenBy: of(olga), sightBefore: everyone },
      ['event', 'gone', 'event'],
    ],
    [
      'nothing, when they saw it neither before nor then',
      { seenBy: of(olga), sightBefore: of(), seenNow: of(olga) },
      ['event', 'nothing', 'event'],
    ],
    [
      'nothing of what was a colleague’s then, though it is theirs now',
      { seenBy: of(olga), seenNow: of(boris) },
      ['nothing', 'nothing', 'event'],
    ],
    ['nothing of what only 1C is asked', { audience: 'onec' }, ['nothing', 'nothing', 'nothing']],
  ])('%s', (_title, change, expected) => {
    expect(told(change)).toEqual(expected)
  })

  it('nothing without the right to read', () => {
    expect(tellingOf({ ...vera, rights: ['supervise'] }, event({}))).toBe('nothing')
  })
})

describe('who could see two conversations that are one now', () => {
  const ids = ['01932b6e-7c00-7000-8000-000000000003', '01932b6e-7c00-7000-8000-000000000004']
  const conversation = {
    id: ids[1],
    channelId: '01932b6e-7c00-7000-8000-000000000001',
    contact: { id: '01932b6e-7c00-7000-8000-000000000002', name: 'Иван' },
    state: 'inWork',
    unread: 0,
    lastMessageAt: 0,
    revision: 5,
  }
  const from = { contactId: '01932b6e-7c00-7000-8000-000000000005', conversationId: ids[0] }

  it('forgets both when he may see neither now', () => {
    const text = JSON.stringify({ type: 'joined', seq: 5, at: 7, from, conversation })
    const gone = { type: 'gone', seq: 5, at: 7, conversationIds: ids, takenBy: 'Ольга' }
    expect(goneInstead(event({ text, at: 7, takenBy: 'Ольга' }))).toEqual(gone)
  })

  it('is who could see either of them', () => {
    expect(eitherSight(of(olga), of(boris, olga))).toBe(of(olga, boris))
    expect(eitherSight(of(olga), everyone)).toBe(everyone)
    expect(eitherSight(of(), of(boris))).toBe(of(boris))
  })
})
