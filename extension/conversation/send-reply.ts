import {
  type ConversationId,
  fileIdSchema,
  type Instant,
  type MessageId,
  messageIdSchema,
  type NewId,
} from '../../shared/ids.ts'
import { longestText } from '../../shared/message.ts'
import type { InboxDatabase, OutboxRow, ReplyPart } from '../database/database.ts'
import { unfilledIn } from './templates/fill-template.ts'

/** `unfilled`: a place of a template that nobody has filled in stands there still. */
export type CannotSend = 'empty' | 'tooLong' | 'unfilled'

export function whyNotSent(text: string, files: readonly File[]): CannotSend | undefined {
  if (text.length > longestText) return 'tooLong'
  if (unfilledIn(text) !== undefined) return 'unfilled'
  return text.trim() === '' && files.length === 0 ? 'empty' : undefined
}

/** As what a file may be sent that would leave as a picture or a video. */
export type SentAs = NonNullable<OutboxRow['as']>

export interface TypedReply {
  conversationId: ConversationId
  text: string
  files: readonly File[]
  /** As what files leave that could leave as something else too. */
  as?: ReadonlyMap<File, SentAs>
  quotedMessageId?: MessageId | undefined
  typedAt: Instant
}

/** What leaves as one message. */
type Row = ReplyPart & Pick<OutboxRow, 'text' | 'as' | 'voice' | 'file'>

/**
 * The rows of a reply: the text goes with the first file as its caption, each further file is a message of its own. A sticker has no caption, so the text goes before it.
 */
export function outboxRows(reply: TypedReply, newId: NewId): OutboxRow[] {
  const text = reply.text.trim()
  const files = reply.files.map((file): Row => {
    const as = reply.as?.get(file)
    return { text: '', file: fileOf(file, newId), ...(as === undefined ? {} : { as }) }
  })
  const [first] = files
  if (first === undefined) return rowsOf([{ text }], reply, newId)
  if (first.as !== 'sticker') first.text = text
  return rowsOf(first.as === 'sticker' && text !== '' ? [{ text }, ...files] : files, reply, newId)
}

type Addressed = Pick<TypedReply, 'conversationId' | 'quotedMessageId' | 'typedAt'>

const rowsOf = (rows: Row[], { conversationId, quotedMessageId, typedAt }: Addressed, newId: NewId): OutboxRow[] =>
  rows.map((row, index) => ({
    ...row,
    id: newId(messageIdSchema),
    conversationId,
    // A millisecond apart: they leave in this order.
    typedAt: typedAt + index,
    attempts: 0,
    ...(index === 0 && quotedMessageId !== undefined ? { quotedMessageId } : {}),
  }))

export const fileOf = (file: File, newId: NewId): NonNullable<OutboxRow['file']> => ({
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

/** A place, cards, a poll, a document or a recording: into the outbox beside the draft, which stays as it is. */
export async function putPartIntoOutbox(
  database: InboxDatabase,
  part: ReplyPart & Partial<Pick<OutboxRow, 'text'>> & Pick<OutboxRow, 'voice' | 'file'>,
  to: Addressed,
  newId: NewId,
): Promise<void> {
  await database.outbox.bulkAdd(rowsOf([{ text: '', ...part }], to, newId))
}
