import { type Employee, has } from '../../shared/employee.ts'
import type { HandOverTarget } from '../../shared/hand-over-target.ts'
import type { EmployeeId, Instant } from '../../shared/ids.ts'
import type { ConversationRow } from '../store/conversations.ts'
import { idsAsText, idsIn } from '../store/sight-column.ts'

/** What decides about who may do what. */
type Judged = Pick<ConversationRow, 'state' | 'owner_id' | 'observers' | 'escalation'>

/**
 * How an employee stands to a conversation. `free`: nobody has it, or its owner has left the client waiting for too long, so whoever takes it has it; `beside`: it is a colleague's,
 * and he may see it and write in it; `others`: it is none of his business.
 */
export type Standing = 'his' | 'free' | 'beside' | 'others'

/** Pure, as everything here. */
export function standingOf(employee: Employee, { state, owner_id, observers, escalation }: Judged): Standing {
  if (state === 'queued' || owner_id === null) return 'free'
  if (owner_id === employee.id) return 'his'
  if (escalation !== null) return 'free'
  return has(employee, 'supervise') || idsIn(observers).includes(employee.id) ? 'beside' : 'others'
}

/** Only its owner and the supervisors lead a conversation: they close it and hand it over. */
export const leads = (employee: Employee, row: Judged): boolean =>
  has(employee, 'supervise') || standingOf(employee, row) === 'his'

/** What nobody has yet may be passed on by everybody who could have taken it himself. */
export const mayHandOver = (employee: Employee, row: Judged): boolean =>
  leads(employee, row) || (row.state === 'queued' && has(employee, 'reply'))

/** Whether his answer makes it his: nobody has it, or it was closed and comes back by him. Observers and supervisors write beside the owner. */
export const becomesOwner = (employee: Employee, row: Judged): boolean =>
  standingOf(employee, row) === 'free' || row.state === 'closed'

/** Somebody has it in work from now on. That nobody had answered is over with that; how long it takes him counts from now. */
export const takenBy = <Row extends ConversationRow>(row: Row, owner: EmployeeId, now: Instant): Row => ({
  ...row,
  state: 'inWork',
  owner_id: owner,
  escalation: null,
  closed_at: null,
  taken_at: now,
})

/** What becomes of a conversation, by whose wish. */
export interface HandingOver {
  target: HandOverTarget
  by: EmployeeId
  now: Instant
}

/**
 * To an employee; or to the queue, where the members of the group are told, or everybody. From then on it waits for whoever gets it, also where the client has been answered: «передаю в
 * бухгалтерию» is no end. Who gives it to himself knows of it.
 */
export function handedOver<Row extends ConversationRow>(row: Row, { target, by, now }: HandingOver): Row {
  const waiting_since = row.waiting_since ?? now
  if (target.to === 'employee') {
    const isHisOwn = target.employeeId === by
    return {
      ...takenBy(row, target.employeeId, now),
      group_id: null,
      waiting_since: isHisOwn ? row.waiting_since : waiting_since,
    }
  }
  const group_id = target.to === 'group' ? target.groupId : null
  const queued = { state: 'queued', owner_id: null, escalation: null, closed_at: null } as const
  return { ...row, ...queued, waiting_since, taken_at: now, group_id }
}

/** Whoever closes it says that nobody waits any more. Its owner stays: the client's next message brings it back to him. */
export const closed = <Row extends ConversationRow>(row: Row, now: Instant): Row => ({
  ...row,
  state: 'closed',
  waiting_since: null,
  escalation: null,
  closed_at: now,
})

/** Whoever is mentioned observes from now on; the owner sees it anyway, and whoever writes cannot mean himself. */
export function withObservers<Row extends ConversationRow>(
  row: Row,
  mentioned: readonly EmployeeId[],
  author: EmployeeId,
): Row {
  const now = idsIn(row.observers)
  const others = mentioned.filter((id) => id !== author && id !== row.owner_id && !now.includes(id))
  return others.length === 0 ? row : { ...row, observers: idsAsText([...now, ...new Set(others)]) }
}

/** These observe it no more. */
export function withoutObservers<Row extends ConversationRow>(row: Row, leaving: readonly EmployeeId[]): Row {
  const now = idsIn(row.observers)
  const staying = now.filter((id) => !leaving.includes(id))
  return staying.length === now.length ? row : { ...row, observers: idsAsText(staying) }
}
