import type { Instant } from '../../shared/ids.ts'
import { tellOfMessage } from '../inbox/tell.ts'
import { lockConversation } from '../store/conversations.ts'
import { detailsAsJson, readDetails } from '../store/message-details.ts'
import { changeMessage, lockMessage } from '../store/messages.ts'
import type { Writer } from '../store/open.ts'
import { type ChangeRow, dropChange } from '../store/outgoing-changes.ts'
import { withoutChange } from './undo-change.ts'

/** Nobody at WhatsApp has it, so it must not stand here as if it were done. */
export async function takeChangeBack(tx: Writer, row: ChangeRow, at: Instant): Promise<void> {
  const conversation = await lockConversation(tx, row.conversation_id)
  const message = await lockMessage(tx, row.message_id)
  await dropChange(tx, row.id)
  const former =
    message && withoutChange({ text: message.text, details: readDetails(message.details) }, row.change, row.at)
  if (!message || !former || !conversation) return
  await changeMessage(tx, message.id, { text: former.text, details: detailsAsJson(former.details) })
  await tellOfMessage(tx, { messageId: message.id, conversation, at, first: false, change: told[row.change.type] })
}

const told = { edit: 'edited', delete: 'deleted', reaction: 'reaction', read: undefined } as const
