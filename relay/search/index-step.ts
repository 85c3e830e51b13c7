import type { ConversationId, MessageId } from '../../shared/ids.ts'
import { indexMessages } from '../store/index-messages.ts'
import type { Store, Writer } from '../store/open.ts'
import { indexNames } from '../store/search-names.ts'
import { isAllIndexed, lockSearchProgress, noteSearchProgress } from '../store/search-progress.ts'
import {
  changesToIndex,
  conversationsBelow,
  conversationsByIds,
  messagesBelow,
  messagesMoved,
  messagesToIndex,
} from '../store/to-be-indexed.ts'
import { wordsOfContact } from './contact-words.ts'
import { wordsOfMessage } from './message-words.ts'

/**
 * One small step of the indexer, in one transaction with the note of how far it has come: what has happened since, and only where that is done, old conversations and messages.
 * @returns whether there may be more to do.
 */
export async function indexStep(store: Store, rows: number): Promise<boolean> {
  // To look first costs less than to find nothing under the lock.
  if (await isAllIndexed(store.read)) return false
  return await store.write(async (tx) => {
    const progress = await lockSearchProgress(tx)
    const step = { tx, store, rows }
    const journal = Number(progress.get('journal') ?? 0)
    if (await followJournal(step, journal)) return true
    const conversations = progress.get('conversations') ?? ''
    if (conversations !== '') return await oldConversations(step, conversations)
    const messages = progress.get('messages') ?? ''
    return messages !== '' && (await oldMessages(step, messages))
  })
}

interface Step {
  tx: Writer
  store: Store
  rows: number
}

async function followJournal(step: Step, after: number): Promise<boolean> {
  const { tx, rows } = step
  const changes = await changesToIndex(tx, after, rows)
  if (!changes) return false
  const moved: MessageId[] = []
  for (const into of changes.joined) moved.push(...(await messagesMoved(tx, into, rows)))
  await putMessages(step, [...new Set([...changes.messages, ...moved])])
  await putNames(step, changes.conversations)
  // A long conversation that was joined with another takes several steps, and the journal waits for it.
  if (moved.length < rows) await noteSearchProgress(tx, 'journal', String(changes.upTo))
  return true
}

async function oldConversations(step: Step, below: string): Promise<boolean> {
  const ids = await conversationsBelow(step.tx, below, step.rows)
  await putNames(step, ids)
  await noteSearchProgress(step.tx, 'conversations', ids.at(-1) ?? '')
  return true
}

async function oldMessages(step: Step, below: string): Promise<boolean> {
  const ids = await messagesBelow(step.tx, below, step.rows)
  await putMessages(step, ids)
  await noteSearchProgress(step.tx, 'messages', ids.at(-1) ?? '')
  return ids.length > 0
}

async function putMessages({ tx, store }: Step, ids: readonly MessageId[]): Promise<void> {
  const messages = await messagesToIndex(tx, ids)
  const indexed = messages.map(({ says, ...message }) => ({ ...message, words: wordsOfMessage(says) }))
  await indexMessages(tx, store.engine, ids, indexed)
}

async function putNames({ tx }: Step, ids: readonly ConversationId[]): Promise<void> {
  const conversations = await conversationsByIds(tx, ids)
  await indexNames(
    tx,
    ids,
    conversations.map(({ id, contact }) => ({ id, words: wordsOfContact(contact) })),
  )
}
