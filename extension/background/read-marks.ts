import type { ConversationId } from '../../shared/ids.ts'
import { readHere } from '../database/here.ts'
import type { ConversationRow, ReadMarkRow } from '../database/rows.ts'
import type { WorkerStore } from '../database/worker-store.ts'
import { afterReplyRefusal } from './after-refusal.ts'
import type { RelayAccess } from './relay-access.ts'

export interface ReadMarksParts {
  database: WorkerStore
  askRelay: RelayAccess['ask']
}

/** What the employee has read goes to the relay, and stands in the store until it is there: the line may be cut just then, and the page closed long before it is back. */
export interface ReadMarks {
  note(conversationId: ConversationId): Promise<void>
  /** Whatever has not gone yet; not before everything that came meanwhile is here. */
  send(): Promise<void>
}

export function createReadMarks(parts: ReadMarksParts): ReadMarks {
  const { database } = parts
  const underWay = new Set<ConversationId>()
  const sendOne = async (id: ConversationId) => {
    if (underWay.has(id)) return
    underWay.add(id)
    try {
      while (await settleOne(parts, id));
    } finally {
      underWay.delete(id)
    }
  }
  const send = async () => {
    if ((await readHere(database)).link !== 'live') return
    const marks = await database.readMarks.toArray()
    await Promise.all(marks.map(({ conversationId }) => sendOne(conversationId)))
  }
  return {
    send,
    async note(conversationId) {
      await database.write(['conversations', 'readMarks'], async ({ conversations, readMarks }) => {
        const row = await conversations.get(conversationId)
        if (row !== undefined) await readMarks.put(markOf(row))
      })
      await send()
    },
  }
}

const markOf = ({ id, unread, lastMessage }: ConversationRow): ReadMarkRow => ({
  conversationId: id,
  unread,
  ...(lastMessage === undefined ? {} : { lastMessageId: lastMessage.id }),
})

/** @returns whether there may be a newer one to send */
async function settleOne({ database, askRelay }: ReadMarksParts, id: ConversationId): Promise<boolean> {
  const mark = await database.readMarks.get(id)
  if (mark === undefined) return false
  const row = await database.conversations.get(id)
  if (row !== undefined && hasSeenAll(mark, row)) {
    const answer = await askRelay((relay) => relay.read(id))
    if (!answer.ok && afterReplyRefusal(answer.code) === 'later') return false
  }
  return database.write(['readMarks'], async ({ readMarks }) => {
    const now = await readMarks.get(id)
    if (now === undefined || !isSame(mark, now)) return now !== undefined
    await readMarks.delete(id)
    return false
  })
}

/** The relay marks everything as read: a client who has written since would be seen by nobody. */
const hasSeenAll = (mark: ReadMarkRow, { unread, lastMessage }: ConversationRow): boolean =>
  unread <= mark.unread && lastMessage?.id === mark.lastMessageId

const isSame = (one: ReadMarkRow, other: ReadMarkRow): boolean =>
  one.unread === other.unread && one.lastMessageId === other.lastMessageId
