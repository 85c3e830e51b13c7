import type { Snapshot } from '../../shared/answers.ts'
import type { Conversation } from '../../shared/conversation.ts'
import type { ConversationId, Instant } from '../../shared/ids.ts'
import type { RelayClient } from '../connection/relay-api.ts'
import { conversationRow } from '../database/conversation-row.ts'
import { readHere } from '../database/here.ts'
import type { ConversationRow } from '../database/rows.ts'
import type { WorkerStore } from '../database/worker-store.ts'
import { type Forgetting, keepDrafts, tablesOfForgetting } from './forget-conversations.ts'
import type { Asked } from './inbox-service.ts'
import { keepNoticesAfterAbsence, writtenMeanwhile } from './keep-notices-after-absence.ts'

/** All pages as one; the cursor is the first page's, so whatever happens while we page comes again as an event. */
export async function fetchSnapshot(relay: RelayClient): Promise<Asked<Snapshot>> {
  const first = await relay.snapshot()
  if (!first.ok) return first
  const conversations = [...first.value.conversations]
  let { nextPage } = first.value
  while (nextPage !== undefined) {
    const page = await relay.snapshot(nextPage)
    if (!page.ok) return page
    conversations.push(...page.value.conversations)
    nextPage = page.value.nextPage
  }
  return { ok: true, value: { cursor: first.value.cursor, conversations } }
}

/**
 * Old data out, new data in, cursor set: one transaction, so a page never shows half of it. Replies still waiting stay. After a long absence what has come meanwhile is noted as
 * news, of which people are told as one; in a browser that knew nothing yet everything is new, and nothing is news.
 */
export async function replaceBySnapshot(database: WorkerStore, snapshot: Snapshot, now: Instant): Promise<void> {
  const messageRows = snapshot.conversations.flatMap((part) => part.messages)
  await database.write([...tablesOfForgetting, 'here', 'notices'], async (tables) => {
    const { conversations, messages, farMessages, outbox, here } = tables
    const before = await readHere(tables)
    const knew = await conversations.toArray()
    const written = await writtenMeanwhile(tables, snapshot, knew, before.employee)
    await Promise.all([conversations.clear(), messages.clear(), farMessages.clear()])
    const rows = newestOfEach(snapshot).map((conversation) => conversationRow(conversation, before.employee))
    await conversations.bulkPut(rows)
    await messages.bulkPut(messageRows)
    await outbox.bulkDelete(messageRows.map((message) => message.id))
    await keepDraftsOfLost(tables, knew, rows, now)
    await keepNoticesAfterAbsence(tables, { before, knew, rows, written, seq: snapshot.cursor })
    const { puzzled: _understoodNow, ...rest } = before
    await here.put({ ...rest, cursor: snapshot.cursor, heardAt: now })
  })
}

/** What was half written where he may not look any more is kept for him to see. Of replies that wait, the relay says what becomes of them. */
async function keepDraftsOfLost(
  tables: Forgetting,
  knew: readonly ConversationRow[],
  now: readonly ConversationRow[],
  at: Instant,
): Promise<void> {
  const seen = new Set(now.map(({ id }) => id))
  for (const row of knew) if (!seen.has(row.id)) await keepDrafts(tables, row, at)
}

/** A conversation that moved while we paged stands on two pages. */
function newestOfEach(snapshot: Snapshot): Conversation[] {
  const newest = new Map<ConversationId, Conversation>()
  for (const { conversation } of snapshot.conversations) {
    const known = newest.get(conversation.id)
    if (!known || known.revision < conversation.revision) newest.set(conversation.id, conversation)
  }
  return [...newest.values()]
}
