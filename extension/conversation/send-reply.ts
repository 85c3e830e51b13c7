import {
  type ConversationId,
  type EmployeeId,
  fileIdSchema,
  type Instant,
  type MessageId,
  messageIdSchema,
  type NewId,
} from '../../shared/ids.ts'
import { longestText } from '../../shared/message.ts'
import type { DraftFileRow, DraftRow, InboxDatabase, OutboxRow, ReplyPart } from '../database/database.ts'
import { mayStillWrite, putDraft } from '../database/write-draft.ts'
import { unfilledIn } from './templates/fill-template.ts'

/** `unfilled`: a place of a template that nobody has filled in stands there still. */
export type CannotSend = 'empty' | 'tooLong' | 'unfilled'

export function whyNotSent(text: string, files: readonly unknown[]): CannotSend | undefined {
  if (text.length > longestText) return 'tooLong'
  if (unfilledIn(text) !== undefined) return 'unfilled'
  return text.trim() === '' && files.length === 0 ? 'empty' : undefined
}

/** As what a file may be sent that would leave as a picture or a video. */
export type SentAs = NonNullable<OutboxRow['as']>

export interface TypedReply {
  conversationId: ConversationId
  text: string
  files: readonly Pick<DraftFileRow, 'id' | 'name' | 'mime' | 'bytes' | 'as'>[]
  quotedMessageId?: MessageId | undefined
  /** It is a hidden note, with the colleagues that it mentions; it has no files. */
  note?: { mentions: EmployeeId[] } | undefined
  typedAt: Instant
}

/** What leaves as one message. */
type Row = ReplyPart & Pick<OutboxRow, 'text' | 'as' | 'voice' | 'file' | 'note'>

/**
 * The rows of a reply: the text goes with the first file as its caption, each further file is a message of its own. A sticker has no caption, so the text goes before it.
 */
export function outboxRows(reply: TypedReply, newId: NewId): OutboxRow[] {
  const text = reply.text.trim()
  if (reply.note !== undefined) return rowsOf([{ text: '', note: { text, ...reply.note } }], reply, newId)
  const files = reply.files.map(
    ({ id, name, mime, bytes, as }): Row => ({
      text: '',
      file: { id, name, mime, bytes },
      ...(as === undefined ? {} : { as }),
    }),
  )
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

export const fileOf = (file: File, newId: NewId): NonNullable<OutboxRow['file']> & Pick<DraftFileRow, 'id'> => ({
  id: newId(fileIdSchema),
  name: file.name,
  mime: file.type || 'application/octet-stream',
  bytes: file,
})

/**
 * Into the outbox and out of the draft in ONE transaction: whatever happens, the reply is in exactly one of the two. @param left what stays a draft: a note beside a reply that is
 * sent, a reply beside a note.
 */
export async function putIntoOutbox(
  database: InboxDatabase,
  reply: TypedReply,
  left: DraftRow,
  author: EmployeeId | undefined,
  newId: NewId,
): Promise<void> {
  const { outbox, drafts, draftFiles, here, conversations } = database
  await database.transaction('rw', [outbox, drafts, draftFiles, here, conversations], async () => {
    if (!(await mayStillWrite(database, reply.conversationId, author))) return
    await outbox.bulkAdd(outboxRows(reply, newId))
    await draftFiles.bulkDelete(reply.files.map(({ id }) => id))
    await putDraft(database, left)
  })
}

/** A place, cards, a poll or a document: into the outbox beside the draft, which stays as it is, and out of the form in which it was put together. @returns whether it still may be. */
export async function putPartIntoOutbox(
  database: InboxDatabase,
  part: ReplyPart & Partial<Pick<OutboxRow, 'text'>>,
  to: Addressed,
  { author, form, newId }: { author: EmployeeId | undefined; form: MessageId; newId: NewId },
): Promise<boolean> {
  const { outbox, forms, here, conversations } = database
  return database.transaction('rw', outbox, forms, here, conversations, async () => {
    if (!(await mayStillWrite(database, to.conversationId, author))) return false
    await outbox.bulkAdd(rowsOf([{ text: '', ...part }], to, newId))
    await forms.delete(form)
    return true
  })
}
