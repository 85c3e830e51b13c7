import type { EmployeeId, Instant } from '../../shared/ids.ts'
import { isOurs, type Message, type MessageKind } from '../../shared/message.ts'

/** How long after its sending WhatsApp lets a message of ours be changed, and deleted for everyone. */
export const editableFor = 15 * 60_000
export const deletableFor = 2 * 24 * 60 * 60_000

export type Deed = 'quote' | 'copy' | 'react' | 'task' | 'edit' | 'delete'

/** Nobody can answer or react to these: they are not messages, or cannot be read yet. */
const untouchable: MessageKind[] = ['pending', 'call', 'note']

/** What an employee may do with a message now. @param hasBase a 1C base has its number. The relay decides in the end; what it would refuse anyway is not offered. */
export function deedsFor(message: Message, now: Instant, mayReply: boolean, me?: EmployeeId, hasBase = false): Deed[] {
  const deeds: Deed[] = []
  const isThere = message.deleted === undefined && !untouchable.includes(message.kind)
  const left = leftAt(message)
  const hasLeft = left !== undefined
  if (mayReply && isThere && hasLeft) deeds.push('quote')
  if (message.text !== '') deeds.push('copy')
  if (mayReply && hasBase && message.kind !== 'note' && message.kind !== 'pending') deeds.push('task')
  if (mayReply && isThere && hasLeft) deeds.push('react')
  if (!mayReply || !isThere || !hasLeft || !isOurs(message)) return deeds
  if (message.kind === 'text' && now - left < editableFor && isToReword(message, me)) deeds.push('edit')
  if (now - left < deletableFor) deeds.push('delete')
  return deeds
}

/** Nobody puts words into a colleague's mouth, nor into 1C's. The corporate phone is everybody's. */
const isToReword = ({ origin, authorId }: Message, me: EmployeeId | undefined): boolean =>
  origin === 'phone' || (origin === 'employee' && authorId === me)

/** When it reached WhatsApp; nothing while it is on its way or when it never will. */
function leftAt(message: Message): Instant | undefined {
  if (!isOurs(message) || message.stages.length === 0) return message.at
  return message.stages.find(({ stage }) => ['sent', 'delivered', 'read', 'played'].includes(stage))?.at
}
