import * as v from 'valibot'
import type { Snapshot } from '../../shared/answers.ts'
import type { Employee } from '../../shared/employee.ts'
import { conversationIdSchema } from '../../shared/ids.ts'
import { Refused } from '../refused.ts'
import { type ListPosition, listConversations } from '../store/conversations.ts'
import { journalHead } from '../store/journal.ts'
import { lastMessages } from '../store/messages.ts'
import type { Store } from '../store/open.ts'
import { seenAmong } from '../store/sight-of.ts'

const conversationsPerPage = 50
const messagesPerConversation = 30

/**
 * A page of the inbox as this employee may see it now, newest conversations first. The cursor is taken before the data: what changes meanwhile comes again as
 * events, and applying those twice changes nothing. Each page names the first page's cursor for the next.
 * @param page `nextPage` of the page before. @throws Refused `badRequest`
 */
export async function snapshotPage(store: Store, employee: Employee, page: string | undefined): Promise<Snapshot> {
  const asked = page === undefined ? undefined : readPage(page)
  const cursor = asked?.cursor ?? (await journalHead(store.read))
  const conversations = await listConversations(store.read, employee, conversationsPerPage, asked?.below)
  const filled = []
  for (const conversation of conversations) {
    filled.push({ conversation, messages: await lastMessages(store.read, conversation.id, messagesPerConversation) })
  }
  const last = conversations.at(-1)
  // Of what was taken from him meanwhile he is told that it is gone; what was written there since is not for him.
  const seen = await seenAmong(
    store.read,
    employee,
    conversations.map(({ id }) => id),
  )
  return {
    cursor,
    conversations: filled.filter(({ conversation }) => seen.has(conversation.id)),
    ...(last && conversations.length === conversationsPerPage
      ? { nextPage: `${cursor}.${last.lastMessageAt}.${last.id}` }
      : {}),
  }
}

const wholeNumber = v.pipe(v.string(), v.transform(Number), v.safeInteger())
const pageSchema = v.pipe(
  v.string(),
  v.regex(/^\d+\.\d+\.[0-9a-f-]+$/),
  v.transform((text) => text.split('.')),
  v.tuple([wholeNumber, wholeNumber, conversationIdSchema]),
)

function readPage(page: string): { cursor: number; below: ListPosition } {
  const parsed = v.safeParse(pageSchema, page)
  if (!parsed.success) throw new Refused('badRequest', 'page: give what the page before named as nextPage.')
  const [cursor, lastMessageAt, id] = parsed.output
  return { cursor, below: { lastMessageAt, id } }
}
