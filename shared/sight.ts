import type { Conversation } from './conversation.ts'
import { type Employee, has } from './employee.ts'
import type { EmployeeId } from './ids.ts'

/** What decides who may see a conversation. */
export type Watched = Pick<Conversation, 'state' | 'ownerId' | 'observers' | 'escalation'>

/**
 * Who may see a conversation beside the supervisors; undefined: everybody who may read. The queue is everybody's, and so is what nobody answers; what has an owner is his and
 * his observers', also when it is closed.
 */
export function seenBy({ state, ownerId, observers, escalation }: Watched): EmployeeId[] | undefined {
  if (state === 'queued' || ownerId === undefined || escalation !== undefined) return undefined
  return [...new Set([ownerId, ...(observers ?? [])])]
}

/** The one rule of who sees what: the relay asks it for everything that it gives away. */
export function sees(employee: Employee, conversation: Watched): boolean {
  if (!has(employee, 'read')) return false
  if (has(employee, 'supervise')) return true
  return seenBy(conversation)?.includes(employee.id) ?? true
}

/** Whether it waits for an answer from this employee: the one rule of the badge. */
export function waitsFor(
  employee: Employee,
  conversation: Pick<Conversation, 'waitingSince' | 'state' | 'ownerId' | 'groupId' | 'escalation'>,
): boolean {
  const { waitingSince, state, ownerId, groupId, escalation } = conversation
  if (waitingSince === undefined) return false
  if (escalation === 'supervisors' && has(employee, 'supervise')) return true
  if (!has(employee, 'reply')) return false
  if (state === 'inWork') return ownerId === employee.id || (escalation !== undefined && employee.inQueue)
  if (escalation !== undefined) return true
  return groupId === undefined ? employee.inQueue : (employee.groups ?? []).includes(groupId)
}

/** Whether this employee is to be told of a new message: it waits for him, or he observes it. */
export function concerns(
  employee: Employee,
  conversation: Pick<Conversation, 'waitingSince' | 'state' | 'ownerId' | 'groupId' | 'escalation' | 'observers'>,
): boolean {
  const observes = conversation.state === 'inWork' && (conversation.observers ?? []).includes(employee.id)
  return waitsFor(employee, conversation) || (observes && has(employee, 'read'))
}
