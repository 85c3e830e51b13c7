import type { Instant } from '../../shared/ids.ts'
import type { ConversationRow } from '../store/conversations.ts'
import { newestOfClient } from '../store/messages.ts'
import type { Writer } from '../store/open.ts'
import { changeById, keepChange } from '../store/outgoing-changes.ts'

/** Older ones turn blue with the newest, as WhatsApp itself shows it. */
const most = 200

/** Notes that the client is to see blue ticks at what was unread so far; they leave when the number is connected. */
export async function queueReadReceipts(tx: Writer, conversation: ConversationRow, now: Instant): Promise<void> {
  if (conversation.unread === 0) return
  const unread = await newestOfClient(tx, conversation.id, Math.min(conversation.unread, most))
  const [newest] = unread
  if (!newest) return
  // One row for each conversation: those that wait already leave together with these.
  const id = `read:${conversation.id}`
  const waiting = await changeById(tx, id)
  const before = waiting?.change.type === 'read' ? waiting.change.whatsappIds : []
  const whatsappIds = [...new Set([...before, ...unread.flatMap(({ whatsapp_id }) => whatsapp_id ?? [])])].slice(-most)
  await keepChange(tx, {
    id,
    channelId: conversation.channel_id,
    conversationId: conversation.id,
    messageId: newest.id,
    whatsappId: '',
    change: { type: 'read', whatsappIds },
    // Later than those that are under way, so that these are not taken for them.
    at: Math.max(now, (waiting?.at ?? 0) + 1),
  })
}
