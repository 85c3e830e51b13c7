import type { BaseId, ConversationId, EmployeeId, Instant, MessageId } from '../../shared/ids.ts'
import type { Message, MessageDetails } from '../../shared/message.ts'
import type { Clock } from '../clock.ts'
import type { RefusalOutcome } from '../outbox/refuse-reply.ts'
import { type ConversationRow, lockConversation } from '../store/conversations.ts'
import { detailsAsJson } from '../store/message-details.ts'
import { changeMessage, insertMessage, messageById, showMessage } from '../store/messages.ts'
import type { Writer } from '../store/open.ts'
import { noteTaskAnswered, type TaskRequestRow, taskRequestById } from '../store/task-requests.ts'
import { tellOfMessage } from './tell.ts'

/**
 * Notes are comments that the client never sees: they have no stage and no id at WhatsApp, they leave the conversation's last message, its unread and its
 * waiting as they are, and the journal tells only employees of them.
 */
export interface Note {
  id: MessageId
  origin: 'onec' | 'employee'
  text: string
  at: Instant
  authorId?: EmployeeId
  /** What it is about. */
  aboutId?: MessageId
  note: NonNullable<MessageDetails['note']>
}

/** @returns undefined when a message has its id already. */
export async function insertNote(tx: Writer, conversation: ConversationRow, note: Note): Promise<Message | undefined> {
  const isNew = await insertMessage(tx, {
    id: note.id,
    conversation_id: conversation.id,
    channel_id: conversation.channel_id,
    kind: 'note',
    origin: note.origin,
    at: note.at,
    text: note.text,
    file_id: null,
    author_id: note.authorId ?? null,
    quoted_message_id: note.aboutId ?? null,
    raw_kind: null,
    whatsapp_id: null,
    whatsapp_key: null,
    stage: null,
    details: detailsAsJson({ note: note.note }),
  })
  if (!isNew) return undefined
  return await tellOfMessage(tx, { messageId: note.id, conversation, at: note.at, first: true, audience: 'employees' })
}

/** What 1C wants noted: its answer to a task request (`outgoingId` is the request's), or a comment of its own. */
export interface NoteFromOnec {
  outgoingId: MessageId
  conversationId?: ConversationId
  text: string
  url?: string
}

/** `idTaken`: a message that is no note has this id. */
export type NoteOutcome = 'accepted' | 'unknownConversation' | 'idTaken'

/** Stores a note of 1C's. A repeat changes nothing. */
export const createNoteFromOnec =
  (clock: Clock) =>
  async (tx: Writer, base: BaseId, note: NoteFromOnec): Promise<NoteOutcome> => {
    const asked = await taskRequestById(tx, note.outgoingId)
    if (asked?.base_id === base) return await answerTask(tx, asked, note, clock.now())
    if (note.conversationId === undefined) return 'unknownConversation'
    const conversation = await lockConversation(tx, note.conversationId)
    if (!conversation) return 'unknownConversation'
    const { outgoingId: id, text, url } = note
    const details = { baseId: base, ...(url === undefined ? {} : { url }) }
    if (await insertNote(tx, conversation, { id, origin: 'onec', text, at: clock.now(), note: details }))
      return 'accepted'
    return (await messageById(tx, id))?.kind === 'note' ? 'accepted' : 'idTaken'
  }

/** The note that has waited for it says what 1C says; where 1C says nothing, the employee's words stay. */
async function answerTask(
  tx: Writer,
  asked: TaskRequestRow,
  { text, url }: NoteFromOnec,
  at: Instant,
): Promise<NoteOutcome> {
  const note = { baseId: asked.base_id, ...(url === undefined ? {} : { url }), task: { state: 'made' as const } }
  const words = text === '' ? asked.text : text
  return (await rewriteNote(tx, asked, { text: words, origin: 'onec', note }, at)) ? 'accepted' : 'unknownConversation'
}

/** 1C will not make this task: its note says why. Nothing happens to one that is answered, or was never asked for. */
export const createRefuseTask =
  (clock: Clock) =>
  async (tx: Writer, id: MessageId, reason: string): Promise<RefusalOutcome> => {
    const asked = await taskRequestById(tx, id)
    if (!asked) return 'unknown'
    if (asked.answered_at !== null) return (await isRefused(tx, id)) ? 'alreadyRefused' : 'tooLate'
    const note = { baseId: asked.base_id, task: { state: 'refused' as const, reason } }
    await rewriteNote(tx, asked, { text: asked.text, origin: 'employee', note }, clock.now())
    return 'refused'
  }

const isRefused = async (tx: Writer, id: MessageId): Promise<boolean> =>
  (await showMessage(tx, id))?.note?.task?.state === 'refused'

type Refuse = (tx: Writer, id: MessageId, reason: string) => Promise<RefusalOutcome>

/** 1C's `refused` names a task request or a reply by its id alone. The task first: its note is an employee's message too. */
export const refuseEither =
  (refuseTask: Refuse, refuseReply: Refuse): Refuse =>
  async (tx, id, reason) => {
    const outcome = await refuseTask(tx, id, reason)
    return outcome === 'unknown' ? await refuseReply(tx, id, reason) : outcome
  }

async function rewriteNote(
  tx: Writer,
  { id, conversation_id }: TaskRequestRow,
  { text, origin, note }: Pick<Note, 'text' | 'origin' | 'note'>,
  at: Instant,
): Promise<boolean> {
  const conversation = await lockConversation(tx, conversation_id)
  if (!conversation) return false
  await changeMessage(tx, id, { text, origin, details: detailsAsJson({ note }) })
  await noteTaskAnswered(tx, id, at)
  await tellOfMessage(tx, { messageId: id, conversation, at, first: false, change: 'content', audience: 'employees' })
  return true
}
