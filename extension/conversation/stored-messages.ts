import { Dexie } from 'dexie'
import type { ConversationId, Instant, MessageId } from '../../shared/ids.ts'
import type { Message } from '../../shared/message.ts'
import type { HistoryPart } from '../background/inbox-service.ts'
import type { InboxDatabase } from '../database/database.ts'

/** Where a conversation is cut: both moments belong to it; without one it is open on that side. */
export interface Cut {
  from: Instant | undefined
  to: Instant | undefined
}

/** A message that is in this browser, at the end of its conversation or far up. */
export const storedMessage = async (database: InboxDatabase, id: MessageId): Promise<Message | undefined> =>
  (await database.messages.get(id)) ?? (await database.farMessages.get(id))

/** A conversation's end, and a part far up, between which and the end there is a hole. */
function partsOf(database: InboxDatabase, id: ConversationId) {
  const between =
    (table: 'messages' | 'farMessages') =>
    (lower: unknown, upper: unknown, withLower = true, withUpper = true) =>
      database[table].where('[conversationId+at]').between([id, lower], [id, upper], withLower, withUpper)
  const [end, far] = [between('messages'), between('farMessages')]
  const partOf = async (at: Instant): Promise<HistoryPart> =>
    (await far(at, Dexie.maxKey).first()) === undefined ? 'end' : 'far'
  return {
    end,
    far,
    /** In which of them that stands what was written at this moment. */
    partOf,
    inPartOf: async (at: Instant) => ((await partOf(at)) === 'far' ? far : end),
    /** Both at one moment: the far part goes over into the end when the hole is closed. */
    together: <T>(read: () => Promise<T>): Promise<T> =>
      database.transaction('r', [database.messages, database.farMessages], read),
  }
}

/** What this browser has of a conversation. Nothing is read across the hole. */
export const createStoredMessages = (database: InboxDatabase, id: ConversationId) => {
  const { end, far, partOf, inPartOf, together } = partsOf(database, id)
  return {
    /** Oldest first. */
    within: ({ from, to }: Cut): Promise<Message[]> =>
      together(async () => [
        ...(await far(from ?? Dexie.minKey, to ?? Dexie.maxKey).toArray()),
        ...(await end(from ?? Dexie.minKey, to ?? Dexie.maxKey).toArray()),
      ]),
    last: async (count: number, upTo?: Instant) =>
      (
        await end(Dexie.minKey, upTo ?? Dexie.maxKey)
          .reverse()
          .limit(count)
          .toArray()
      ).reverse(),
    /** The next ones above a moment, oldest first; of the same moment none. */
    before: (at: Instant, count: number): Promise<Message[]> =>
      together(async () => {
        const part = await inPartOf(at)
        return (await part(Dexie.minKey, at, true, false).reverse().limit(count).toArray()).reverse()
      }),
    after: (at: Instant, count: number): Promise<Message[]> =>
      together(async () => {
        const part = await inPartOf(at)
        return part(at, Dexie.maxKey, false).limit(count).toArray()
      }),
    partOf,
    oldestOf: (part: HistoryPart): Promise<Message | undefined> =>
      (part === 'far' ? far : end)(Dexie.minKey, Dexie.maxKey).first(),
    /** The client's message with which what nobody has opened yet begins. */
    firstOfUnread: async (unread: number): Promise<Message | undefined> =>
      (
        await end(Dexie.minKey, Dexie.maxKey)
          .reverse()
          .filter(({ origin }) => origin === 'client')
          .limit(unread)
          .toArray()
      ).at(-1),
    /** How many of others' messages have come after a moment. */
    newSince: (at: Instant, isOwn: (message: Message) => boolean) =>
      end(at, Dexie.maxKey, false)
        .filter((message) => !isOwn(message))
        .count(),
    byId: (messageId: MessageId) => storedMessage(database, messageId),
  }
}

export type StoredMessages = ReturnType<typeof createStoredMessages>
