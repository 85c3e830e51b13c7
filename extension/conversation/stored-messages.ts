import { Dexie } from 'dexie'
import type { ConversationId, Instant, MessageId } from '../../shared/ids.ts'
import type { Message } from '../../shared/message.ts'
import type { InboxDatabase } from '../database/database.ts'

/** Where a conversation is cut: both moments belong to it; without one it is open on that side. */
export interface Cut {
  from: Instant | undefined
  to: Instant | undefined
}

export const createStoredMessages = (database: InboxDatabase, id: ConversationId) => {
  const between = (lower: unknown, upper: unknown, withLower = true, withUpper = true) =>
    database.messages.where('[conversationId+at]').between([id, lower], [id, upper], withLower, withUpper)
  return {
    /** Oldest first. */
    within: ({ from, to }: Cut) => between(from ?? Dexie.minKey, to ?? Dexie.maxKey).toArray(),
    last: async (count: number, upTo?: Instant) =>
      (
        await between(Dexie.minKey, upTo ?? Dexie.maxKey)
          .reverse()
          .limit(count)
          .toArray()
      ).reverse(),
    /** The next ones above a moment, oldest first; of the same moment none. */
    before: async (at: Instant, count: number) =>
      (await between(Dexie.minKey, at, true, false).reverse().limit(count).toArray()).reverse(),
    after: (at: Instant, count: number) => between(at, Dexie.maxKey, false).limit(count).toArray(),
    /** The client's message with which what nobody has opened yet begins. */
    firstOfUnread: async (unread: number): Promise<Message | undefined> =>
      (
        await between(Dexie.minKey, Dexie.maxKey)
          .reverse()
          .filter(({ origin }) => origin === 'client')
          .limit(unread)
          .toArray()
      ).at(-1),
    /** How many of others' messages have come after a moment. */
    newSince: (at: Instant, isOwn: (message: Message) => boolean) =>
      between(at, Dexie.maxKey, false)
        .filter((message) => !isOwn(message))
        .count(),
    byId: (messageId: MessageId) => database.messages.get(messageId),
  }
}

export type StoredMessages = ReturnType<typeof createStoredMessages>
