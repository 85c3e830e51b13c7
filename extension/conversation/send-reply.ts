import {
  type ConversationId,
  fileIdSchema,
  type Instant,
  type MessageId,
  messageIdSchema,
  type NewId,
} from '../../shared/ids.ts'
import { longestText } from '../../shared/message.ts'
import type { InboxDatabase, OutboxRow } from '../database/database.ts'

export type CannotSend = 'empty' | 'tooLong'

export function whyNotSent(text: string, files: readonly File[]): CannotSend | undefined {
  if (text.length > longestText) return 'tooLong'
  return text.trim() === '' && files.length === 0 ? 'empty' : undefined
}

export interface TypedReply {
  conversationId: ConversationId
  text: string
  files: readonly File[]
  quotedMessageId?: MessageId | undefined
  typedAt: Instant
}

/** The rows of a reply: the text goes with the first file as its caption, each further file is a message of its own. */
export function outboxRows(reply: TypedReply, newId: NewId): OutboxRow[] {
  const { conversationId, quotedMessageId, typedAt } = reply
  const row = (text: string, file: File | undefined, index: number): OutboxRow => ({
    id: newId(messageIdSchema),
    conversationId,
    text,
    // A millisecond apart: they leave in this order.
    typedAt: typedAt + index,
    attempts: 0,
    ...(index === 0 && quotedMessageId !== undefined ? { quotedMessageId } : {}),
    ...(file === undefined ? {} : { file: fileOf(file, newId) }),
  })
  const [first, ...rest] = reply.files
  return [row(reply.text.trim(), first, 0), ...rest.map((file, index) => row('', file, index + 1))]
}

const fileOf = (file: File, newId: NewId): NonNullable<OutboxRow['file']> => ({
  id: newId(fileIdSchema),
  name: file.name,
  mime: file.type || 'application/octet-stream',
  bytes: file,
})

/** Into the outbox and out of the draft in ONE transaction: whatever happens, the reply is in exactly one of the two. */
export async function putIntoOutbox(database: InboxDatabase, reply: TypedReply, newId: NewId): Promise<void> {
  await database.transaction('rw', database.outbox, database.drafts, async () => {
    await database.outbox.bulkAdd(outboxRows(reply, newId))
    await database.drafts.delete(reply.conversationId)
  })
}
