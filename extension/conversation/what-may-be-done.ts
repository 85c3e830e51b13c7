import { type Employee, has } from '../../shared/employee.ts'
import type { Instant } from '../../shared/ids.ts'
import { currentStage, isOurs, type Message, type MessageKind } from '../../shared/message.ts'

import { mayBecomeTask } from './tasks/may-become-task.ts'

/** How long after its sending WhatsApp lets a message of ours be changed, and deleted for everyone. */
export const editableFor = 15 * 60_000
export const deletableFor = 2 * 24 * 60 * 60_000

export type Deed = 'quote' | 'copy' | 'react' | 'task' | 'edit' | 'delete'

/** Nobody can answer or react to these: they are not messages, or cannot be read yet. */
const untouchable: MessageKind[] = ['pending', 'call', 'note']

/** What an employee may do with a message now. @param hasBase a 1C base has its number. The relay decides in the end; what it would refuse anyway is not offered. */
export function deedsFor(message: Message, now: Instant, employee: Employee | undefined, hasBase = false): Deed[] {
  const mayReply = employee !== undefined && has(employee, 'reply')
  const deeds: Deed[] = []
  const isThere = message.deleted === undefined && !untouchable.includes(message.kind)
  const left = leftAt(message)
  const hasLeft = left !== undefined
  if (mayReply && isThere && hasLeft) deeds.push('quote')
  if (message.text !== '') deeds.push('copy')
  if (mayReply && hasBase && mayBecomeTask(message)) deeds.push('task')
  if (mayReply && isThere && hasLeft) deeds.push('react')
  if (!mayReply || !isThere || !isOurs(message)) return deeds
  if (hasLeft && message.kind === 'text' && now - left < editableFor && isToReword(message, employee))
    deeds.push('edit')
  const deletable = hasLeft ? now - left < deletableFor : endedBadly(message)
  if (deletable && isToDelete(message, employee)) deeds.push('delete')
  return deeds
}

/** Nobody puts words into a colleague's mouth, nor into 1C's. The corporate phone is everybody's. */
const isToReword = ({ origin, authorId }: Message, me: Employee): boolean =>
  origin === 'phone' || (origin === 'employee' && authorId === me.id)

/** What a colleague has written only a supervisor takes back. */
const isToDelete = ({ origin, authorId }: Message, me: Employee): boolean =>
  origin !== 'employee' || authorId === me.id || has(me, 'supervise')

/** It is on its way no more: the client has not got it, or nobody knows. */
export const endedBadly = (message: Message): boolean =>
  ['rejected', 'failed', 'unknown'].includes(currentStage(message)?.stage ?? '')

/** When it reached WhatsApp; nothing while it is on its way or when it never will. */
function leftAt(message: Message): Instant | undefined {
  if (!isOurs(message) || message.stages.length === 0) return message.at
  return message.stages.find(({ stage }) => ['sent', 'delivered', 'read', 'played'].includes(stage))?.at
}
