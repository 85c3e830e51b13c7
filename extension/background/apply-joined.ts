import { Dexie } from 'dexie'
import type { JoinedEvent } from '../../shared/events.ts'
import type { ConversationId, Instant } from '../../shared/ids.ts'
import type { InboxDatabase } from '../database/database.ts'
import { noteJoined } from '../database/joined.ts'

/** A conversation of which at least so many messages are here may have older ones at the relay; of a shorter one all are here, for a snapshot brings as many. */
const snapshotBrings = 30

/**
 * Two conversations have turned out to be one: what was written in either, waits to be sent or is half typed, belongs to the one that stays. Runs in the caller's transaction.
 * @returns the conversation that is gone, if there was one.
 */
export async function applyJoined(database: InboxDatabase, event: JoinedEvent): Promise<ConversationId | undefined> {
  const { id } = event.conversation
  const gone = event.from.conversationId
  if (gone === undefined) return undefined
  const isAgain = (await database.joined.get(gone)) !== undefined
  const wholeSince = isAgain ? 0 : Math.max(await isWholeSince(database, id), await isWholeSince(database, gone))
  await database.messages.bulkDelete(event.dropped ?? [])
  await messagesOf(database, gone).modify({ conversationId: id })
  // Scrolling up fetches what is older than the oldest one here: nothing may be missing in between.
  await database.messages
    .where('[conversationId+at]')
    .between([id, Dexie.minKey], [id, wholeSince], true, false)
    .delete()
  await database.outbox.where({ conversationId: gone }).modify({ conversationId: id })
  await database.uploads.where({ conversationId: gone }).modify({ conversationId: id })
  await moveDraft(database, gone, id)
  await moveRecording(database, gone, id)
  await moveTaken(database, gone, id)
  await database.conversations.delete(gone)
  await noteJoined(database, gone, id)
  return gone
}

const messagesOf = (database: InboxDatabase, id: ConversationId) =>
  database.messages.where('[conversationId+at]').between([id, Dexie.minKey], [id, Dexie.maxKey])

/** From when on every message of a conversation is here. Of one without any nothing is known: it may have been a colleague's until now. */
async function isWholeSince(database: InboxDatabase, id: ConversationId): Promise<Instant> {
  const here = await messagesOf(database, id).count()
  if (here === 0) return Number.POSITIVE_INFINITY
  if (here < snapshotBrings) return 0
  return (await messagesOf(database, id).first())?.at ?? 0
}

/** Nobody's words are lost: where both have a draft, one stands below the other, and so do notes and files. */
async function moveDraft(database: InboxDatabase, from: ConversationId, into: ConversationId): Promise<void> {
  await database.draftFiles.where({ conversationId: from }).modify({ conversationId: into })
  const draft = await database.drafts.get(from)
  if (!draft) return
  const other = await database.drafts.get(into)
  const [text, note] = [joinedWords(other?.text, draft.text), joinedWords(other?.note, draft.note)]
  const files = [...(other?.files ?? []), ...(draft.files ?? [])]
  await database.drafts.put({
    ...{ ...draft, ...other, conversationId: into, text },
    ...(note === '' ? {} : { note, mentions: [...(other?.mentions ?? []), ...(draft.mentions ?? [])] }),
    ...(files.length === 0 ? {} : { files }),
  })
  await database.drafts.delete(from)
}

/** Words that are kept for a person to see: a link to what is gone would lead nowhere. */
async function moveTaken({ taken }: InboxDatabase, from: ConversationId, into: ConversationId): Promise<void> {
  const kept = await taken.get(from)
  if (!kept) return
  const other = await taken.get(into)
  await taken.put({ ...kept, ...other, conversationId: into, text: joinedWords(other?.text, kept.text) })
  await taken.delete(from)
}

/** What was spoken and not sent goes along. Two recordings do not make one: what the conversation that stays has already is kept. */
async function moveRecording({ recordings }: InboxDatabase, from: ConversationId, into: ConversationId): Promise<void> {
  const partsOf = (id: ConversationId) => recordings.where(':id').between([id, Dexie.minKey], [id, Dexie.maxKey])
  if ((await partsOf(into).count()) > 0) return
  const spoken = await partsOf(from).toArray()
  await recordings.bulkPut(spoken.map((row) => ({ ...row, conversationId: into })))
  await partsOf(from).delete()
}

const joinedWords = (...parts: (string | undefined)[]): string =>
  parts.filter((part) => part !== undefined && part !== '').join('\n')
