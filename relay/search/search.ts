import * as v from 'valibot'
import type { Conversation } from '../../shared/conversation.ts'
import { type Employee, has } from '../../shared/employee.ts'
import type { SearchPage } from '../../shared/search.ts'
import { sees } from '../../shared/sight.ts'
import { Refused } from '../refused.ts'
import type { Eyes } from '../store/eyes.ts'
import { findByWords, wordsBeginning } from '../store/find-by-words.ts'
import type { Reader, Store } from '../store/open.ts'
import { findByName } from '../store/search-names.ts'
import { conversationsByIds, messagesByIds } from '../store/to-be-indexed.ts'
import { type AskedWord, askedWords } from './asked-words.ts'
import { excerptOf } from './excerpt.ts'

/** What an employee finds. `page`: `nextPage` of the page before. @throws Refused `badRequest` for any other. */
export type Search = (employee: Employee, query: string, page: string | undefined) => Promise<SearchPage>

const messagesPerPage = 30
const conversationsShown = 20
/** So many words the beginning of a word may mean; those of most messages count. */
const meanings = 30

/** Full-text search over everything that the employee may see; the index is some moments behind (`index-search.ts`). */
export function createSearch(store: Store): Search {
  return async (employee, query, page) => {
    const before = page === undefined ? undefined : readPage(page)
    const asked = askedWords(query)
    const nothing: SearchPage = { conversations: [], messages: [] }
    if (asked.length === 0 || !has(employee, 'read')) return nothing
    const eyes = has(employee, 'supervise') ? 'all' : employee.id
    const [conversations, { messages, nextPage }] = await Promise.all([
      before === undefined ? namedSo(store.read, asked, eyes) : [],
      saidSo(store, asked, { eyes, before }),
    ])
    // What was found may have been taken from him while it was fetched.
    const isHis = (conversation: Conversation) => sees(employee, conversation)
    return {
      conversations: conversations.filter(isHis),
      messages: messages.filter(({ conversation }) => isHis(conversation)),
      ...(nextPage === undefined ? {} : { nextPage }),
    }
  }
}

async function namedSo(db: Reader, asked: AskedWord[], eyes: Eyes): Promise<SearchPage['conversations']> {
  const wanted = asked.map(({ nameWords, nameBeginnings }) => ({ words: nameWords, beginnings: nameBeginnings }))
  const ids = await findByName(db, wanted, { eyes, limit: conversationsShown })
  return inOrder(ids, await conversationsByIds(db, ids))
}

async function saidSo(
  { read: db, engine }: Store,
  asked: AskedWord[],
  { eyes, before }: { eyes: Eyes; before: number | undefined },
): Promise<Pick<SearchPage, 'messages' | 'nextPage'>> {
  const anyOf = await Promise.all(asked.map((word) => meaningsOf(db, word)))
  const found = await findByWords(db, engine, { anyOf, eyes, before, limit: messagesPerPage + 1 })
  const page = found.slice(0, messagesPerPage)
  const ids = page.map(({ messageId }) => messageId)
  const messages = inOrder(ids, await messagesByIds(db, ids))
  const conversationIds = [...new Set(messages.map(({ conversationId }) => conversationId))]
  const conversations = new Map((await conversationsByIds(db, conversationIds)).map((each) => [each.id, each]))
  const last = page.at(-1)
  return {
    messages: messages.flatMap((message) => {
      const conversation = conversations.get(message.conversationId)
      return conversation ? [{ message, conversation, excerpt: excerptOf(message, asked) }] : []
    }),
    ...(last && found.length > page.length ? { nextPage: String(last.number) } : {}),
  }
}

/** Beginnings are looked up first: a database finds twenty words at once faster than one beginning. */
async function meaningsOf(db: Reader, { forms, beginnings }: AskedWord): Promise<string[]> {
  const begun = await Promise.all(beginnings.map((beginning) => wordsBeginning(db, beginning, meanings)))
  return [...new Set([...forms, ...begun.flat()])]
}

function inOrder<Thing extends { id: string }>(ids: readonly string[], things: readonly Thing[]): Thing[] {
  const byId = new Map(things.map((thing) => [thing.id, thing]))
  return ids.flatMap((id) => byId.get(id) ?? [])
}

const pageSchema = v.pipe(v.string(), v.regex(/^\d{1,16}$/), v.transform(Number), v.safeInteger())

function readPage(page: string): number {
  const parsed = v.safeParse(pageSchema, page)
  if (!parsed.success) throw new Refused('badRequest', 'page: give what the page before named as nextPage.')
  return parsed.output
}
