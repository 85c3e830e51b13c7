import { Dexie } from 'dexie'
import { i18n } from '#i18n'
import type { ConversationId, Instant } from '../../shared/ids.ts'
import type { ConversationRow, DraftRow, InboxDatabase, OutboxRow } from '../database/database.ts'
import { contactTitle } from '../inbox/contact-title.ts'

/** Whose they are now, as far as that is known, and since when. */
export interface Taking {
  takenBy: string | undefined
  at: Instant
}

/**
 * Conversations that may not be seen any more: they and their messages are forgotten. What was half written in them, or has waited to be sent, is kept for a person to see. Runs in
 * the caller's transaction over `tablesOfForgetting`.
 */
export async function forgetConversations(
  database: InboxDatabase,
  ids: readonly ConversationId[],
  taking: Taking,
): Promise<void> {
  const { conversations, messages, uploads, lookups, writing } = database
  for (const id of ids) {
    await keepWords(database, id, taking)
    await messages.where('[conversationId+at]').between([id, Dexie.minKey], [id, Dexie.maxKey]).delete()
    await writing.where('[conversationId+employeeId]').between([id, Dexie.minKey], [id, Dexie.maxKey]).delete()
    await uploads.where({ conversationId: id }).delete()
    await lookups.where({ conversationId: id }).delete()
    await conversations.delete(id)
  }
}

/** What a transaction that forgets conversations writes. */
export const tablesOfForgetting = (database: InboxDatabase) => [
  database.conversations,
  database.messages,
  database.uploads,
  database.lookups,
  database.writing,
  database.drafts,
  database.draftFiles,
  database.outbox,
  database.taken,
]

/** What the relay was asked for already stays: only its answer says whether it has it. */
async function keepWords(database: InboxDatabase, id: ConversationId, taking: Taking): Promise<void> {
  const conversation = await database.conversations.get(id)
  const waiting = await database.outbox
    .where({ conversationId: id })
    .filter(({ asked }) => asked === undefined)
    .sortBy('typedAt')
  const draft = await database.drafts.get(id)
  const words = [...waiting.flatMap(wordsOfReply), ...(draft ? wordsOfDraft(draft) : [])]
  await keepTaken(database, conversation ?? { id }, words, taking)
  await database.outbox.bulkDelete(waiting.map((row) => row.id))
  await forgetDraft(database, id)
}

/** The draft alone, of a conversation that is not here any more. */
export async function keepDrafts(
  database: InboxDatabase,
  conversation: Pick<ConversationRow, 'id' | 'contact'>,
  at: Instant,
): Promise<void> {
  const draft = await database.drafts.get(conversation.id)
  if (!draft) return
  await keepTaken(database, conversation, wordsOfDraft(draft), { takenBy: undefined, at })
  await forgetDraft(database, conversation.id)
}

async function forgetDraft({ drafts, draftFiles }: InboxDatabase, id: ConversationId): Promise<void> {
  await drafts.delete(id)
  await draftFiles.where({ conversationId: id }).delete()
}

/** Notes words that cannot be sent since a colleague has the conversation; beneath those that were kept before and nobody has seen. Nothing is noted where there are none. */
export async function keepTaken(
  { taken }: InboxDatabase,
  { id, contact }: Pick<ConversationRow, 'id'> & Partial<Pick<ConversationRow, 'contact'>>,
  words: readonly string[],
  { takenBy, at }: Taking,
): Promise<void> {
  const said = words.filter((line) => line.trim() !== '')
  if (said.length === 0) return
  const before = await taken.get(id)
  await taken.put({
    conversationId: id,
    title: contact ? contactTitle(contact) : (before?.title ?? i18n.t('contact.unknown')),
    takenBy: takenBy ?? before?.takenBy ?? '',
    text: [before?.text ?? '', ...said].filter((line) => line !== '').join('\n'),
    at,
  })
}

/** What a reply would have said; what has no words is named. */
export function wordsOfReply({ text, note, file, place, contacts, poll, document }: OutboxRow): string[] {
  const named = [note?.text, file?.name, place && (place.name ?? place.address), poll?.question, document?.title]
  const people = contacts?.map(({ name }) => name) ?? []
  return [text, ...named.filter((name) => name !== undefined), ...people]
}

const wordsOfDraft = ({ text, note, files }: DraftRow): string[] => [text, note ?? '', ...(files ?? [])]
