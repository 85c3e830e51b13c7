import { i18n } from '#i18n'
import type { ConversationId, Instant } from '../../shared/ids.ts'
import { wordsOfForm } from '../database/form-row.ts'
import { under } from '../database/key-range.ts'
import type { ConversationRow, OutboxRow, TakenFileRow } from '../database/rows.ts'
import type { IndexName, StoreName } from '../database/schema.ts'
import type { KeyRange, WorkerTable } from '../database/worker-table.ts'
import type { WorkerTables } from '../database/worker-tables.ts'
import { contactTitle } from '../inbox/contact-title.ts'
import { recordingName, recordingOf } from '../voice/recording-file.ts'

/** Whose they are now, as far as that is known, and since when. */
export interface Taking {
  takenBy: string | undefined
  at: Instant
}

/**
 * Conversations that may not be seen any more: they and their messages are forgotten. What was half written in them, or has waited to be sent, is kept for a person to see. Runs in
 * the caller's transaction over `tablesOfForgetting`. After a weekend there are hundreds: the store is asked about all of them at once.
 */
export async function forgetConversations(
  tables: Forgetting,
  going: ReadonlyMap<ConversationId, Taking>,
): Promise<void> {
  const ids = [...going.keys()]
  const worded = await withWords(tables, ids)
  for (const [id, taking] of going) if (worded.has(id)) await keepWords(tables, id, taking)
  const { conversations, messages, farMessages, uploads, lookups, writing } = tables
  await Promise.all([
    deleteOf(
      messages,
      '[conversationId+at]',
      ids.map((id) => under(id)),
    ),
    deleteOf(
      farMessages,
      '[conversationId+at]',
      ids.map((id) => under(id)),
    ),
    deleteOf(
      writing,
      '[conversationId+employeeId]',
      ids.map((id) => under(id)),
    ),
    deleteOf(uploads, 'conversationId', ids),
    deleteOf(lookups, 'conversationId', ids),
    conversations.bulkDelete(ids),
  ])
}

/** Most of these stores are empty most of the time. */
async function deleteOf<Name extends StoreName>(
  table: WorkerTable<Name>,
  index: IndexName<Name>,
  ranges: readonly KeyRange[],
): Promise<void> {
  if ((await table.count()) === 0) return
  await Promise.all(ranges.map((range) => table.deleteIn(index, range)))
}

/** Those in which this employee has something that he has not sent. */
async function withWords(
  { drafts, outbox, draftFiles, forms, recordings }: Forgetting,
  ids: readonly ConversationId[],
): Promise<ReadonlySet<ConversationId>> {
  const drafted = new Set(await drafts.keys())
  const counts = await Promise.all([
    countsOf(outbox, 'conversationId', ids),
    countsOf(draftFiles, 'conversationId', ids),
    countsOf(forms, 'conversationId', ids),
    countsOf(
      recordings,
      '[conversationId+part]',
      ids.map((id) => under(id)),
    ),
  ])
  return new Set(ids.filter((id, place) => drafted.has(id) || counts.some((of) => (of[place] ?? 0) > 0)))
}

async function countsOf<Name extends StoreName>(
  table: WorkerTable<Name>,
  index: IndexName<Name>,
  ranges: readonly KeyRange[],
): Promise<readonly number[]> {
  if ((await table.count()) === 0) return []
  return await Promise.all(ranges.map((range) => table.countIn(index, range)))
}

/** What a transaction that forgets conversations writes. */
export const tablesOfForgetting = [
  'conversations',
  'messages',
  'farMessages',
  'uploads',
  'lookups',
  'writing',
  'drafts',
  'draftFiles',
  'forms',
  'recordings',
  'outbox',
  'taken',
  'takenFiles',
] as const

export type Forgetting = Pick<WorkerTables, (typeof tablesOfForgetting)[number]>

/** What the relay was asked for already stays: only its answer says whether it has it. */
async function keepWords(tables: Forgetting, id: ConversationId, taking: Taking): Promise<void> {
  const conversation = await tables.conversations.get(id)
  const waiting = (await tables.outbox.allIn('conversationId', id))
    .filter(({ asked }) => asked === undefined)
    .sort((one, other) => one.typedAt - other.typedAt)
  await keepTaken(
    tables,
    conversation ?? { id },
    [...waiting.map(leftOfReply), await leftOfDraft(tables, id, taking)],
    taking,
  )
  await tables.outbox.bulkDelete(waiting.map((row) => row.id))
  await forgetDraft(tables, id)
}

/** What is half written alone, of a conversation that is not here any more. */
export async function keepDrafts(
  tables: Forgetting,
  conversation: Pick<ConversationRow, 'id' | 'contact'>,
  at: Instant,
): Promise<void> {
  const taking = { takenBy: undefined, at }
  await keepTaken(tables, conversation, [await leftOfDraft(tables, conversation.id, taking)], taking)
  await forgetDraft(tables, conversation.id)
}

async function forgetDraft({ drafts, draftFiles, forms, recordings }: Forgetting, id: ConversationId): Promise<void> {
  await drafts.delete(id)
  await draftFiles.deleteIn('conversationId', id)
  await forms.deleteIn('conversationId', id)
  await recordings.deleteIn('[conversationId+part]', under(id))
}

/** What somebody would miss: his words, and the files that were to go with them. */
interface Left {
  words: readonly string[]
  files: readonly Pick<TakenFileRow, 'id' | 'name' | 'mime' | 'bytes'>[]
}

/** Notes what cannot be sent since a colleague has the conversation; beneath what was kept before and nobody has seen. Nothing is noted where there is nothing. */
export async function keepTaken(
  { taken, takenFiles }: Pick<WorkerTables, 'taken' | 'takenFiles'>,
  { id, contact }: Pick<ConversationRow, 'id'> & Partial<Pick<ConversationRow, 'contact'>>,
  left: readonly Left[],
  { takenBy, at }: Taking,
): Promise<void> {
  const said = left.flatMap(({ words }) => words).filter((line) => line.trim() !== '')
  const files = left.flatMap((each) => each.files)
  if (said.length === 0 && files.length === 0) return
  const before = await taken.get(id)
  await taken.put({
    conversationId: id,
    title: contact ? contactTitle(contact) : (before?.title ?? i18n.t('contact.unknown')),
    takenBy: takenBy ?? before?.takenBy ?? '',
    text: [before?.text ?? '', ...said].filter((line) => line !== '').join('\n'),
    at,
  })
  const next = await takenFiles.countIn('conversationId', id)
  await takenFiles.bulkPut(
    files.map(({ id: fileId, name, mime, bytes }, index) => ({
      ...{ id: fileId, name, mime, bytes, conversationId: id, position: next + index },
    })),
  )
}

/** What a reply would have said. */
export function leftOfReply({ text, note, file, place, contacts, poll, document }: OutboxRow): Left {
  const named = [note?.text, place && (place.name ?? place.address), poll?.question, document?.title]
  const people = contacts?.map(({ name }) => name) ?? []
  return { words: [text, ...named.filter((name) => name !== undefined), ...people], files: file ? [file] : [] }
}

/** The draft with its files, the forms beside it, and what was spoken. */
async function leftOfDraft(tables: Forgetting, id: ConversationId, { at }: Taking): Promise<Left> {
  const draft = await tables.drafts.get(id)
  const files = await tables.draftFiles.allIn('conversationId', id)
  const forms = await tables.forms.allIn('conversationId', id)
  const spoken = recordingOf(await tables.recordings.allIn('[conversationId+part]', under(id)))
  return {
    words: [draft?.text ?? '', draft?.note ?? '', ...forms.flatMap(wordsOfForm)],
    files: [
      ...files.sort((one, other) => one.position - other.position),
      ...(spoken === undefined
        ? []
        : [{ id: `${id}:${at}`, name: recordingName(at, spoken.type), mime: spoken.type, bytes: spoken }]),
    ],
  }
}
