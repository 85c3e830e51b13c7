import type { ConversationId, MessageId } from '../../shared/ids.ts'
import type { Message } from '../../shared/message.ts'
import { under } from '../database/key-range.ts'
import type { WorkerStore } from '../database/worker-store.ts'
import type { WorkerTables } from '../database/worker-tables.ts'
import type { Asked, HistoryPart, InboxService } from './inbox-service.ts'
import { mergeMessage } from './merge-message.ts'
import type { RelayAccess } from './relay-access.ts'

interface HistoryParts {
  database: WorkerStore
  access: RelayAccess
}

/**
 * What the browser has of a conversation: its end, which grows upwards, and of one in which somebody has gone to a message far up the part around that, which grows both ways.
 * Between the two there is a hole; when it is closed, the far part is the end's.
 */
export const serveHistory = (parts: HistoryParts): Pick<InboxService, 'fetchOlder' | 'fetchNewer' | 'fetchAround'> => ({
  fetchOlder: (conversationId, part) => fetchOlder(parts, conversationId, part),
  fetchNewer: (conversationId) => fetchNewer(parts, conversationId),
  fetchAround: (conversationId, messageId) => fetchAround(parts, conversationId, messageId),
})

const byTime = '[conversationId+at]'

async function fetchOlder(
  { database, access }: HistoryParts,
  id: ConversationId,
  part: HistoryPart,
): Promise<Asked<boolean>> {
  const wanted = part === 'far' ? await database.farMessages.firstIn(byTime, under(id)) : undefined
  const table = wanted === undefined ? 'messages' : 'farMessages'
  const oldest = wanted ?? (await database.messages.firstIn(byTime, under(id)))
  const page = await access.ask((relay) => relay.messages(id, oldest && { before: oldest.id }))
  if (!page.ok) return page
  await keep(database, id, async (tables) => {
    if (await isStill(tables[table], oldest)) await merge(tables[table], page.value.messages)
  })
  return { ok: true, value: page.value.more }
}

async function fetchNewer({ database, access }: HistoryParts, id: ConversationId): Promise<Asked<void>> {
  const [newest] = await database.farMessages.lastIn(byTime, under(id), 1)
  if (newest === undefined) return { ok: true, value: undefined }
  const page = await access.ask((relay) => relay.messages(id, { after: newest.id }))
  if (!page.ok) return page
  await keep(database, id, async (tables) => {
    if (!(await isStill(tables.farMessages, newest))) return
    await merge(tables.farMessages, page.value.messages)
    if (page.value.newer === false) await becomeEnd(tables, id)
  })
  return { ok: true, value: undefined }
}

async function fetchAround(
  { database, access }: HistoryParts,
  id: ConversationId,
  messageId: MessageId,
): Promise<Asked<boolean>> {
  const page = await access.ask((relay) => relay.messages(id, { around: messageId }))
  if (!page.ok) return page.code === 'notFound' ? { ok: true, value: false } : page
  const { messages, newer } = page.value
  // A relay that does not know the question answers with the end.
  if (!messages.some((message) => message.id === messageId)) return { ok: true, value: false }
  await keep(database, id, async (tables) => {
    if (!(await touchesFarPart(tables, id, messages))) await tables.farMessages.deleteIn(byTime, under(id))
    await merge(tables.farMessages, messages)
    if (newer === false) await becomeEnd(tables, id)
  })
  return { ok: true, value: true }
}

type History = Pick<WorkerTables, 'messages' | 'farMessages'>

function keep(database: WorkerStore, id: ConversationId, work: (tables: History) => Promise<void>): Promise<void> {
  return database.write(['conversations', 'messages', 'farMessages'], async (tables) => {
    // Wiped while the answer was on its way: whoever sits here now may not read it.
    if ((await tables.conversations.get(id)) === undefined) return
    await work(tables)
    if (await partsMeet(tables, id)) await becomeEnd(tables, id)
  })
}

/** What an answer goes on from may be gone when it comes: somebody has gone elsewhere, a snapshot was taken. Beside what is here now it would leave a hole. */
const isStill = async (table: History[keyof History], from: Message | undefined): Promise<boolean> =>
  from === undefined || (await table.get(from.id)) !== undefined

async function merge(table: History[keyof History], told: readonly Message[]): Promise<void> {
  const known = await table.bulkGet(told.map((message) => message.id))
  await table.bulkPut(told.map((message, index) => mergeMessage(known[index], message)))
}

/** Whether the hole between the far part and the end is closed. */
async function partsMeet({ messages, farMessages }: History, id: ConversationId): Promise<boolean> {
  const [newest] = await farMessages.lastIn(byTime, under(id), 1)
  const oldest = newest && (await messages.firstIn(byTime, under(id)))
  return oldest !== undefined && !isBefore(newest, oldest)
}

async function touchesFarPart({ farMessages }: History, id: ConversationId, told: Message[]): Promise<boolean> {
  const oldest = await farMessages.firstIn(byTime, under(id))
  const [newest] = await farMessages.lastIn(byTime, under(id), 1)
  const [first, last] = [told[0], told.at(-1)]
  return !(isBefore(last, oldest) || isBefore(newest, first))
}

async function becomeEnd({ messages, farMessages }: History, id: ConversationId): Promise<void> {
  await merge(messages, await farMessages.allIn(byTime, under(id)))
  await farMessages.deleteIn(byTime, under(id))
}

/** As the relay orders them. */
const isBefore = (one: Message | undefined, other: Message | undefined): boolean =>
  one === undefined || other === undefined || one.at < other.at || (one.at === other.at && one.id < other.id)
