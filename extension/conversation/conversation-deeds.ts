import type { Conversation } from '../../shared/conversation.ts'
import { type Employee, has } from '../../shared/employee.ts'

/** What can be done with a conversation as a whole. */
export type ConversationDeed = 'claim' | 'handOver' | 'close' | 'reopen' | 'task' | 'stopObserving' | 'mute' | 'unmute'

type Judged = Pick<Conversation, 'state' | 'ownerId' | 'observers' | 'escalation' | 'lastMessage'>

/**
 * What an employee may do with a conversation now, in the order of the menu. The relay decides in the end; what it would refuse anyway is not offered.
 * @param muted it makes no sound in this browser. @param hasBase a 1C base has its number.
 */
export function conversationDeeds(
  conversation: Judged,
  employee: Employee | undefined,
  muted: boolean,
  hasBase: boolean,
): ConversationDeed[] {
  if (employee === undefined || !has(employee, 'read')) return []
  const { state, ownerId, observers, escalation, lastMessage } = conversation
  const mine = ownerId === employee.id
  const isLed = (mine && state !== 'queued') || has(employee, 'supervise')
  const isFree = state === 'queued' || (state === 'inWork' && escalation !== undefined && !mine)
  const deeds: [ConversationDeed, boolean][] = [
    ['claim', isFree && has(employee, 'reply')],
    ['handOver', state !== 'closed' && (isLed || (state === 'queued' && has(employee, 'reply')))],
    ['close', state !== 'closed' && isLed],
    ['reopen', state === 'closed' && has(employee, 'reply')],
    ['task', hasBase && lastMessage !== undefined && has(employee, 'reply')],
    ['stopObserving', !mine && (observers ?? []).includes(employee.id)],
    [muted ? 'unmute' : 'mute', true],
  ]
  return deeds.flatMap(([deed, allowed]) => (allowed ? [deed] : []))
}
