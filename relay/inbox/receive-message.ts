import {
  type ContactId,
  type ConversationId,
  contactIdSchema,
  conversationIdSchema,
  type FileId,
  fileIdSchema,
  type MessageId,
  messageIdSchema,
  type NewId,
} from '../../shared/ids.ts'
import type { Clock } from '../clock.ts'
import { contactOf } from '../store/contacts.ts'
import { type ConversationRow, conversationWith } from '../store/conversations.ts'
import { insertFile } from '../store/files.ts'
import { insertMessage, messagesByWhatsappId } from '../store/messages.ts'
import type { Store, Writer } from '../store/open.ts'
import type { IncomingMessage } from './incoming-message.ts'
import { tellOfMessage } from './tell.ts'

/** Marks the arrival as handled, in the same transaction as its effect. */
export type SettleArrival = (tx: Writer) => Promise<void>

/**
 * The one way in. ONE transaction settles the arrival, stores the message, updates the conversation and appends to the journal; whoever
 * is to be told is told after the commit. `undefined`: the arrival holds nothing for people, so it is only settled.
 */
export type ReceiveMessage = (incoming: IncomingMessage | undefined, settle: SettleArrival) => Promise<void>

/** An arrival and what it holds, ready to be taken in. */
export interface Arrived {
  incoming: IncomingMessage | undefined
  settle: SettleArrival
}

/** The same for several at once: one transaction, all of them or none. What a burst costs is mostly its commits. */
export type ReceiveTogether = (arrived: readonly Arrived[]) => Promise<void>

export function createReceiveTogether(store: Store, clock: Clock, newId: NewId): ReceiveTogether {
  return (arrived) =>
    store.write(async (tx) => {
      for (const { incoming, settle } of arrived) {
        await settle(tx)
        if (incoming) await keep(tx, incoming, clock.now(), newId)
      }
    })
}

export function createReceiveMessage(store: Store, clock: Clock, newId: NewId): ReceiveMessage {
  const together = createReceiveTogether(store, clock, newId)
  return (incoming, settle) => together([{ incoming, settle }])
}

async function keep(tx: Writer, incoming: IncomingMessage, now: number, newId: NewId): Promise<void> {
  const contact = await contactOf(tx, incoming.client, (): ContactId => newId(contactIdSchema), now)
  const newConversation = (): ConversationId => newId(conversationIdSchema)
  const conversation = await conversationWith(tx, incoming.channelId, contact.id, newConversation, incoming.at)
  const messageId = newId(messageIdSchema)
  const fileId = incoming.file ? newId(fileIdSchema) : undefined
  const isNew = await insertMessage(tx, {
    id: messageId,
    conversation_id: conversation.id,
    channel_id: incoming.channelId,
    kind: incoming.kind,
    origin: incoming.origin,
    at: incoming.at,
    text: incoming.text,
    file_id: fileId ?? null,
    author_id: null,
    quoted_message_id: await quoted(tx, incoming),
    raw_kind: incoming.rawKind ?? null,
    whatsapp_id: incoming.whatsappId,
    whatsapp_key: whatsappKey(incoming.origin, contact.id, incoming.whatsappId),
    stage: null,
  })
  if (!isNew) return
  if (fileId !== undefined) await keepFile(tx, incoming, fileId, now)
  const changed = afterMessage(conversation, incoming, messageId)
  await tellOfMessage(tx, { messageId, conversation: changed, at: now, first: true })
}

/** What makes a redelivery the same message: WhatsApp's ids are unique only per sender. */
export const whatsappKey = (origin: IncomingMessage['origin'], contactId: ContactId, whatsappId: string): string =>
  `${origin === 'client' ? 'in' : 'out'}:${contactId}:${whatsappId}`

/** How a conversation stands after a message that WhatsApp has brought. Pure. */
export function afterMessage(row: ConversationRow, incoming: IncomingMessage, messageId: MessageId): ConversationRow {
  // An offline batch can bring an older message after a newer one: then the list keeps showing the newer.
  const isNewest = row.last_message_id === null || incoming.at >= row.last_message_at
  const fromClient = incoming.origin === 'client'
  return {
    ...row,
    state: fromClient && row.state === 'closed' ? reopened(row) : row.state,
    unread: fromClient ? row.unread + 1 : row.unread,
    waiting_since: fromClient ? (row.waiting_since ?? incoming.at) : isNewest ? null : row.waiting_since,
    ...(isNewest ? { last_message_at: incoming.at, last_message_id: messageId } : {}),
  }
}

/** A closed conversation comes back to its last owner. */
const reopened = (row: ConversationRow) => (row.owner_id === null ? 'queued' : 'inWork')

async function keepFile(tx: Writer, incoming: IncomingMessage, id: FileId, now: number): Promise<void> {
  if (!incoming.file) return
  const { name, mime, size, sha256, source } = incoming.file
  const channel_id = incoming.channelId
  await insertFile(tx, { id, name, mime, size, sha256, state: 'fetching', channel_id, source, created_at: now })
}

async function quoted(tx: Writer, { channelId, quotedWhatsappId }: IncomingMessage): Promise<MessageId | null> {
  if (quotedWhatsappId === undefined) return null
  const [message] = await messagesByWhatsappId(tx, channelId, [quotedWhatsappId])
  return message?.id ?? null
}
