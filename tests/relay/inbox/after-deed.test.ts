import { describe, expect, it } from 'vitest'
import {
  becomesOwner,
  closed,
  handedOver,
  leads,
  mayHandOver,
  standingOf,
  takenBy,
  withObservers,
  withoutObservers,
} from '../../../relay/inbox/after-deed.ts'
import type { ConversationRow } from '../../../relay/store/conversations.ts'
import { idsAsText } from '../../../relay/store/sight-column.ts'
import type { Employee, Right } from '../../../shared/employee.ts'
import type { HandOverTarget } from '../../../shared/hand-over-target.ts'
import {
  channelIdSchema,
  contactIdSchema,
  conversationIdSchema,
  employeeIdSchema,
  groupIdSchema,
} from '../../../shared/ids.ts'
import { countingIds } from '../../world/ids.ts'

const newId = countingIds()
const person = (name: string, ...rights: Right[]): Employee => ({
  id: newId(employeeIdSchema),
  name,
  rights,
  inQueue: true,
})
const olga = person('Ольга', 'read', 'reply')
const pyotr = person('Пётр', 'read', 'reply')
const maria = person('Мария', 'read')
const svetlana = person('Светлана', 'read', 'reply', 'supervise')
const sales = newId(groupIdSchema)

const queued: ConversationRow = {
  id: newId(conversationIdSchema),
  channel_id: newId(channelIdSchema),
  contact_id: newId(contactIdSchema),
  state: 'queued',
  owner_id: null,
  unread: 2,
  waiting_since: 100,
  last_message_id: null,
  last_message_at: 100,
  revision: 7,
  observers: '',
  group_id: sales,
  escalation: null,
  closed_at: null,
  taken_at: null,
}
const olgas: ConversationRow = { ...queued, state: 'inWork', owner_id: olga.id, group_id: null }
const observed: ConversationRow = { ...olgas, observers: idsAsText([pyotr.id]) }
const escalated: ConversationRow = { ...olgas, escalation: 'others' }
const done: ConversationRow = { ...olgas, state: 'closed', waiting_since: null, closed_at: 300 }

describe('how an employee stands to a conversation', () => {
  it.each([
    ['in the queue it is free for everybody', queued, pyotr, 'free'],
    ['closed without anybody it is free too', { ...done, owner_id: null }, pyotr, 'free'],
    ['in work it is its owner’s', olgas, olga, 'his'],
    ['and no business of the others', olgas, pyotr, 'others'],
    ['an observer stands beside', observed, pyotr, 'beside'],
    ['so does a supervisor', olgas, svetlana, 'beside'],
    ['when nobody answers it is free', escalated, pyotr, 'free'],
    ['but it stays its owner’s', escalated, olga, 'his'],
    ['a closed one stays its owner’s', done, olga, 'his'],
    ['and no business of the others, closed', done, pyotr, 'others'],
  ] as const)('%s', (_sentence, row, employee, standing) => {
    expect(standingOf(employee, row)).toBe(standing)
  })
})

describe('who may do what', () => {
  it('its owner and supervisors lead it, observers do not', () => {
    expect([olga, svetlana, pyotr].map((each) => leads(each, observed))).toEqual([true, true, false])
  })

  it('what is in the queue everybody passes on who answers clients', () => {
    expect([pyotr, maria].map((each) => mayHandOver(each, queued))).toEqual([true, false])
    expect([pyotr, olga].map((each) => mayHandOver(each, escalated))).toEqual([false, true])
  })

  it('an answer makes it one’s own when it was free or closed, not beside its owner', () => {
    expect([queued, escalated, done].map((row) => becomesOwner(svetlana, row))).toEqual([true, true, true])
    expect([olgas, observed].map((row) => becomesOwner(svetlana, row))).toEqual([false, false])
  })
})

describe('how a conversation stands afterwards', () => {
  it('taken: his from now on, the alert over, the client still waiting, its group remembered', () => {
    expect(takenBy({ ...queued, escalation: 'supervisors' }, pyotr.id, 500)).toEqual({
      ...queued,
      state: 'inWork',
      owner_id: pyotr.id,
      taken_at: 500,
    })
  })

  const handOver = (row: ConversationRow, target: HandOverTarget, by = olga) =>
    handedOver(row, { target, by: by.id, now: 500 })

  it('given to a colleague, a group, the queue', () => {
    const [given, grouped, freed] = [
      handOver(escalated, { to: 'employee', employeeId: pyotr.id }),
      handOver(escalated, { to: 'group', groupId: sales }),
      handOver({ ...olgas, group_id: sales }, { to: 'queue' }),
    ]
    const common = { escalation: null, waiting_since: 100, taken_at: 500 }
    expect(given).toMatchObject({ ...common, state: 'inWork', owner_id: pyotr.id, group_id: null })
    expect(grouped).toMatchObject({ ...common, state: 'queued', owner_id: null, group_id: sales })
    expect(freed).toMatchObject({ ...common, state: 'queued', owner_id: null, group_id: null })
  })

  it('given to somebody after the client was answered: it waits for whoever gets it', () => {
    const answered = { ...olgas, waiting_since: null }
    const targets: HandOverTarget[] = [
      { to: 'employee', employeeId: pyotr.id },
      { to: 'group', groupId: sales },
      { to: 'queue' },
    ]
    for (const target of targets) expect(handOver(answered, target).waiting_since).toBe(500)
    expect(handOver(done, { to: 'queue' })).toMatchObject({ state: 'queued', waiting_since: 500 })
  })

  it('given to oneself: nobody has to be told, so nothing begins to wait, and who waited goes on', () => {
    const target: HandOverTarget = { to: 'employee', employeeId: svetlana.id }
    expect(handOver({ ...olgas, waiting_since: null }, target, svetlana).waiting_since).toBeNull()
    expect(handOver(olgas, target, svetlana).waiting_since).toBe(100)
  })

  it('closed: nobody waits, its owner stays', () => {
    expect(closed(escalated, 300)).toEqual({
      ...olgas,
      state: 'closed',
      waiting_since: null,
      closed_at: 300,
    })
  })

  it('observers come by mention and go, each once; owner and author do not come', () => {
    const both = withObservers(observed, [olga.id, svetlana.id, maria.id, maria.id, pyotr.id], svetlana.id)
    expect(both.observers).toBe(idsAsText([pyotr.id, maria.id]))
    expect(withObservers(observed, [olga.id], pyotr.id)).toBe(observed)
    expect(withoutObservers(both, [pyotr.id, olga.id]).observers).toBe(idsAsText([maria.id]))
    expect(withoutObservers(observed, [maria.id])).toBe(observed)
  })
})
