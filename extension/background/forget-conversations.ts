import { i18n } from '#i18n'
import type { ConversationId, Instant } from '../../shared/ids.ts'
import type { DraftRow } from '../database/draft-row.ts'
import { under } from '../database/key-range.ts'
import type { ConversationRow, OutboxRow } from '../database/rows.ts'
import type { WorkerTables } from '../database/worker-tables.ts'
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
  tables: Forgetting,
  ids: readonly ConversationId[],
  taking: Taking,
): Promise<void> {
  const { conversations, messages, uploads, lookups, writing } = tables
  for (const id of ids) {
    await keepWords(tables, id, taking)
    await messages.deleteIn('[conversationId+at]', under(id))
    await writing.deleteIn('[conversationId+employeeId]', under(id))
    await uploads.deleteIn('conversationId', id)
    await lookups.deleteIn('conversationId', id)
    await conversations.delete(id)
  }
}

/** What a transaction that forgets conversations writes. */
export const tablesOfForgetting = [
  'conversations',
  'messages',
  'uploads',
  'lookups',
  'writing',
  'drafts',
  'draftFiles',
  'outbox',
  'taken',
] as const

export type Forgetting = Pick<WorkerTables, (typeof tablesOfForgetting)[number]>

/** What the relay was asked for already stays: only its answer says whether it has it. */
async function keepWords(tables: Forgetting, id: ConversationId, taking: Taking): Promise<void> {
  const conversation = await tables.conversations.get(id)
  const waiting = (await tables.outbox.allIn('conversationId', id))
    .filter(({ asked }) => asked === undefined)
    .sort((one, other) => one.typedAt - other.typedAt)
  const draft = await tables.drafts.get(id)
  const words = [...waiting.flatMap(wordsOfReply), ...(draft ? wordsOfDraft(draft) : [])]
  await keepTaken(tables, conversation ?? { id }, words, taking)
  await tables.outbox.bulkDelete(waiting.map((row) => row.id))
  await forgetDraft(tables, id)
}

/** The draft alone, of a conversation that is not here any more. */
export async function keepDrafts(
  tables: Forgetting,
  conversation: Pick<ConversationRow, 'id' | 'contact'>,
  at: Instant,
): Promise<void> {
  const draft = await tables.drafts.get(conversation.id)
  if (!draft) return
  await keepTaken(tables, conversation, wordsOfDraft(draft), { takenBy: undefined, at })
  await forgetDraft(tables, conversation.id)
}

async function forgetDraft({ drafts, draftFiles }: Forgetting, id: ConversationId): Promise<void> {
  await drafts.delete(id)
  await draftFiles.deleteIn('conversationId', id)
}

/** Notes words that cannot be sent since a colleague has the conversation; beneath those that were kept before and nobody has seen. Nothing is noted where there are none. */
export async function keepTaken(
  { taken }: Pick<WorkerTables, 'taken'>,
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
