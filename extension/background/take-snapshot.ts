import type { Snapshot } from '../../shared/answers.ts'
import type { Conversation } from '../../shared/conversation.ts'
import type { ConversationId, Instant } from '../../shared/ids.ts'
import type { RelayClient } from '../connection/relay-api.ts'
import { conversationRow } from '../database/conversation-row.ts'
import type { InboxDatabase } from '../database/database.ts'
import { readHere } from '../database/here.ts'
import type { Asked } from './inbox-service.ts'

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

/** Old data out, new data in, cursor set: one transaction, so a page never shows half of it. Replies still waiting stay. */
export async function replaceBySnapshot(database: InboxDatabase, snapshot: Snapshot, now: Instant): Promise<void> {
  const { conversations, messages, outbox, here } = database
  const messageRows = snapshot.conversations.flatMap((part) => part.messages)
  await database.transaction('rw', [conversations, messages, outbox, here], async () => {
    const before = await readHere(database)
    await Promise.all([conversations.clear(), messages.clear()])
    const rows = newestOfEach(snapshot).map((conversation) => conversationRow(conversation, before.employee))
    await conversations.bulkPut(rows)
    await messages.bulkPut(messageRows)
    await outbox.bulkDelete(messageRows.map((message) => message.id))
    await here.put({ ...before, cursor: snapshot.cursor, heardAt: now })
  })
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
