import type { ChannelId, ContactId } from '../../shared/ids.ts'
import { isOurs } from '../../shared/message.ts'
import { contactByLid, contactByPhone } from '../store/contacts.ts'
import { type ConversationRow, lockConversation } from '../store/conversations.ts'
import { readDetails } from '../store/message-details.ts'
import { lastOfKind, lockMessage, type MessageRow, messagesByWhatsappId } from '../store/messages.ts'
import type { Reader, Writer } from '../store/open.ts'
import type { IncomingChange, Sender } from './incoming-message.ts'

/** A message and its conversation, both locked. */
export interface Target {
  message: MessageRow
  conversation: ConversationRow
}

/** The message that a change concerns, when it is here. */
export async function targetOf(
  tx: Writer,
  { channelId, client, target, change }: IncomingChange,
): Promise<Target | undefined> {
  const [named] = await messagesOf(tx, channelId, client, target)
  if (named || change.type !== 'location') return named
  // Later positions may come under ids of their own.
  for (const contactId of await contactsNamed(tx, client)) {
    const last = await lastOfKind(tx, { channelId, contactId, kind: 'location', fromUs: target.fromUs })
    if (last && readDetails(last.details).location?.live) return await locked(tx, last)
  }
  return undefined
}

/** WhatsApp's ids are unique only per sender, and a client knows those of others: the conversation must be his. */
export async function messagesOf(
  tx: Writer,
  channelId: ChannelId,
  client: Sender,
  { whatsappId, fromUs }: IncomingChange['target'],
): Promise<Target[]> {
  const named = await messagesByWhatsappId(tx, channelId, [whatsappId])
  const ofSide = named.filter((message) => isOurs(message) === fromUs)
  if (ofSide.length === 0) return []
  const contacts = await contactsNamed(tx, client)
  const found: Target[] = []
  for (const message of ofSide) {
    const target = await locked(tx, message)
    if (target && contacts.has(target.conversation.contact_id)) found.push(target)
  }
  return found
}

async function locked(tx: Writer, { id, conversation_id }: MessageRow): Promise<Target | undefined> {
  const conversation = await lockConversation(tx, conversation_id)
  const message = await lockMessage(tx, id)
  return message && conversation && { message, conversation }
}

/** Two while it is not known yet that they are one person. */
async function contactsNamed(db: Reader, { phone, lid }: Sender): Promise<ReadonlySet<ContactId>> {
  const byLid = lid === undefined ? undefined : await contactByLid(db, lid)
  const byPhone = phone === undefined ? undefined : await contactByPhone(db, phone)
  return new Set([byLid, byPhone].flatMap((contact) => contact?.id ?? []))
}
