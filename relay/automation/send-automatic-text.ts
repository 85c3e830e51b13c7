import { type ConversationId, type Instant, type MessageId, messageIdSchema, type NewId } from '../../shared/ids.ts'
import type { Clock } from '../clock.ts'
import { insertOurMessage } from '../inbox/our-message.ts'
import { tellOfMessage } from '../inbox/tell.ts'
import { noteAutomaticText } from '../store/automatic-texts.ts'
import { type ConversationRow, lockConversation } from '../store/conversations.ts'
import type { Store, Writer } from '../store/open.ts'
import { putIntoOutbox } from '../store/outbox.ts'
import { addStage } from '../store/stages.ts'
import { type Due, stillFresh } from './text-due.ts'

export interface SendAutomaticTextDeps {
  store: Pick<Store, 'write'>
  clock: Clock
  newId: NewId
  /** WhatsApp's id of a message, derived from ours. */
  whatsappIdOf(id: MessageId): string
}

/**
 * Lets a text leave by itself, in ONE transaction: that it has left, the message, its place in the outbox, the journal. It is no answer: owner, waiting, unread and what the
 * list shows as the last word stay as they are. @returns false when it need not leave any more.
 */
export const createSendAutomaticText =
  ({ store, clock, newId, whatsappIdOf }: SendAutomaticTextDeps) =>
  async (conversationId: ConversationId, due: Due, text: string): Promise<boolean> =>
    await store.write(async (tx) => {
      const now = clock.now()
      const row = await lockConversation(tx, conversationId)
      if (!row || !stillHolds(row, due)) return false
      const id = newId(messageIdSchema)
      if (!(await noteAutomaticText(tx, { conversation_id: row.id, ...due, message_id: id, at: now }))) return false
      const at = afterTheLast(row, now)
      await insertOurMessage(tx, row, { id, origin: 'automatic', at, text, whatsappId: whatsappIdOf(id) })
      await letGo(tx, row, id, now)
      await tellOfMessage(tx, { messageId: id, conversation: row, at: now, first: true })
      return true
    })

/** Somebody may have answered, or the client come back, since it was decided. */
const stillHolds = (row: ConversationRow, { kind, about }: Due): boolean =>
  kind === 'closing' ? row.state === 'closed' && row.closed_at === about : row.waiting_since === about

/** WhatsApp's clock may be a little ahead of ours: it stands behind what it answers. */
const afterTheLast = (row: ConversationRow, now: Instant): Instant =>
  Math.max(now, Math.min(row.last_message_at + 1, now + 2_000))

async function letGo(tx: Writer, row: ConversationRow, id: MessageId, now: Instant): Promise<void> {
  await addStage(tx, id, { stage: 'accepted', at: now })
  await addStage(tx, id, { stage: 'approved', at: now })
  const { id: conversationId, channel_id: channelId } = row
  await putIntoOutbox(tx, { messageId: id, channelId, conversationId, readyAt: now, notAfter: now + stillFresh })
}
