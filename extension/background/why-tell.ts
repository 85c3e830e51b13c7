import type { Conversation, Escalation } from '../../shared/conversation.ts'
import { type Employee, has } from '../../shared/employee.ts'
import type { ConversationEvent, MessageEvent } from '../../shared/events.ts'
import type { Message } from '../../shared/message.ts'
import { concerns, waitsFor } from '../../shared/sight.ts'
import type { ConversationRow, NoticeRow, WhyTold } from '../database/rows.ts'

/** Whether a message is news to this employee. History that was loaded after pairing tells nobody anything, and neither do ticks, votes and second thoughts. */
export function whyTellOfMessage(
  event: MessageEvent,
  known: Message | undefined,
  me: Employee | undefined,
): WhyTold | undefined {
  const { message, conversation, first, change, fromHistory } = event
  if (fromHistory === true || me === undefined) return undefined
  if (message.kind === 'note')
    return first && known === undefined ? whyTellOfNote(message, conversation, me) : undefined
  if (message.origin !== 'client') return undefined
  // A pending message that has become readable is told in its own words; of any other change nobody is told.
  const isNew = first ? known === undefined : change === 'filled' && known?.kind === 'pending'
  return isNew ? 'message' : undefined
}

/** Own notes are no news to their author. */
export function whyTellOfNote(
  { note, authorId }: Pick<Message, 'note' | 'authorId'>,
  conversation: Conversation,
  me: Employee | undefined,
): WhyTold | undefined {
  if (me === undefined || authorId === me.id) return undefined
  if (note?.mentions?.includes(me.id)) return 'mention'
  const to = note?.handedOver
  if (to === undefined) return undefined
  if (to.to === 'employee') return to.employeeId === me.id ? 'handedOver' : undefined
  return waitsFor(me, conversation) ? 'handedOver' : undefined
}

/**
 * Whether a change of a conversation is news: nobody answers in time, or it waits for this employee now because it came to him by itself; in the queue he has been told already.
 * What he has done himself is none, whichever computer he has done it on; when a colleague gives it to him, the note tells.
 */
export function whyTellOfConversation(
  known: Pick<ConversationRow, 'waitsForMe' | 'revision' | 'escalation'> | undefined,
  { conversation: told, by }: Pick<ConversationEvent, 'conversation' | 'by'>,
  me: Employee | undefined,
): WhyTold | undefined {
  if (me === undefined || by !== undefined || !waitsFor(me, told)) return undefined
  if (known !== undefined && known.revision >= told.revision) return undefined
  if (isAlarm(known?.escalation, told.escalation, me)) return 'escalated'
  return told.ownerId === me.id && known?.waitsForMe !== 1 ? 'handedOver' : undefined
}

/** That the supervisors are alerted too is news to them alone: the others were alerted before. */
function isAlarm(known: Escalation | undefined, told: Escalation | undefined, me: Employee): boolean {
  if (told === undefined || told === known) return false
  return known === undefined || has(me, 'supervise')
}

/** Whether what was told is still worth a notification. */
export function isStillNews(
  { why }: Pick<NoticeRow, 'why'>,
  conversation: ConversationRow,
  me: Employee | undefined,
): boolean {
  if (me === undefined) return false
  switch (why) {
    case 'message':
      return concerns(me, conversation) && conversation.unread > 0
    case 'mention':
      return true
    case 'handedOver':
      return conversation.state !== 'closed' && (conversation.ownerId === me.id || waitsFor(me, conversation))
    case 'escalated':
      return conversation.escalation !== undefined && waitsFor(me, conversation)
    default:
      return why satisfies never
  }
}
