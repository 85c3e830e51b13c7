import type { JoinedEvent } from '../../shared/events.ts'
import type { ConversationId, Instant } from '../../shared/ids.ts'
import { noteJoined } from '../database/joined.ts'
import { under, underBelow } from '../database/key-range.ts'
import type { WorkerTables } from '../database/worker-tables.ts'

/** What a transaction that joins conversations writes. */
export type Joining = Pick<
  WorkerTables,
  | 'conversations'
  | 'messages'
  | 'farMessages'
  | 'outbox'
  | 'uploads'
  | 'drafts'
  | 'draftFiles'
  | 'forms'
  | 'taken'
  | 'takenFiles'
  | 'recordings'
  | 'joined'
>

/**
 * Two conversations have turned out to be one: what was written in either, waits to be sent or is half typed, belongs to the one that stays. Runs in the caller's transaction.
 * @returns the conversation that is gone, if there was one.
 */
export async function applyJoined(tables: Joining, event: JoinedEvent): Promise<ConversationId | undefined> {
  const { id } = event.conversation
  const gone = event.from.conversationId
  if (gone === undefined) return undefined
  // Told once more, what was there of one is with the other already.
  const ofNone = (await tables.joined.get(gone)) === undefined ? Number.POSITIVE_INFINITY : 0
  const wholeSince = Math.max(await isWholeSince(tables, id, ofNone), await isWholeSince(tables, gone, ofNone))
  await tables.messages.bulkDelete(event.dropped ?? [])
  const led = <Row extends object>(row: Row) => ({ ...row, conversationId: id })
  await tables.messages.changeIn('[conversationId+at]', under(gone), led)
  // Scrolling up fetches what is older than the oldest one here: nothing may be missing in between.
  await tables.messages.deleteIn('[conversationId+at]', underBelow([id], wholeSince))
  for (const one of [id, gone]) await tables.farMessages.deleteIn('[conversationId+at]', under(one))
  await tables.outbox.changeIn('conversationId', gone, led)
  await tables.uploads.changeIn('conversationId', gone, led)
  await tables.draftFiles.changeIn('conversationId', gone, led)
  await tables.forms.changeIn('conversationId', gone, led)
  await tables.takenFiles.changeIn('conversationId', gone, led)
  await moveDraft(tables, gone, id)
  await moveRecording(tables, gone, id)
  await moveTaken(tables, gone, id)
  await tables.conversations.delete(gone)
  await noteJoined(tables, gone, id)
  return gone
}

/**
 * From when on every message of a conversation is here: since the oldest one that is, whose predecessors the relay may have, however few are here; what was handed over a moment
 * ago has one or two. Of a conversation without any nothing is known.
 */
async function isWholeSince(
  { messages }: Pick<Joining, 'messages'>,
  id: ConversationId,
  ofNone: Instant,
): Promise<Instant> {
  return (await messages.firstIn('[conversationId+at]', under(id)))?.at ?? ofNone
}

/** Nobody's words are lost: where both have a draft, one stands below the other, and so do notes and files. */
async function moveDraft({ drafts }: Joining, from: ConversationId, into: ConversationId): Promise<void> {
  const draft = await drafts.get(from)
  if (!draft) return
  const other = await drafts.get(into)
  const [text, note] = [joinedWords(other?.text, draft.text), joinedWords(other?.note, draft.note)]
  const files = [...(other?.files ?? []), ...(draft.files ?? [])]
  await drafts.put({
    ...{ ...draft, ...other, conversationId: into, text },
    ...(note === '' ? {} : { note, mentions: [...(other?.mentions ?? []), ...(draft.mentions ?? [])] }),
    ...(files.length === 0 ? {} : { files }),
  })
  await drafts.delete(from)
}

/** Words that are kept for a person to see: a link to what is gone would lead nowhere. */
async function moveTaken({ taken }: Joining, from: ConversationId, into: ConversationId): Promise<void> {
  const kept = await taken.get(from)
  if (!kept) return
  const other = await taken.get(into)
  await taken.put({ ...kept, ...other, conversationId: into, text: joinedWords(other?.text, kept.text) })
  await taken.delete(from)
}

/** What was spoken and not sent goes along. Two recordings do not make one: what the conversation that stays has already is kept. */
async function moveRecording({ recordings }: Joining, from: ConversationId, into: ConversationId): Promise<void> {
  const key = '[conversationId+part]'
  if ((await recordings.countIn(key, under(into))) > 0) return
  const spoken = await recordings.allIn(key, under(from))
  await recordings.bulkPut(spoken.map((row) => ({ ...row, conversationId: into })))
  await recordings.deleteIn(key, under(from))
}

const joinedWords = (...parts: (string | undefined)[]): string =>
  parts.filter((part) => part !== undefined && part !== '').join('\n')
