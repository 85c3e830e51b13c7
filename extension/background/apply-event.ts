import { Dexie } from 'dexie'
import type { Conversation } from '../../shared/conversation.ts'
import type { Employee } from '../../shared/employee.ts'
import type { MessageEvent, StageEvent, ToldEvent } from '../../shared/events.ts'
import type { ConversationId, Cursor, Instant } from '../../shared/ids.ts'
import type { Message } from '../../shared/message.ts'
import { waitsFor } from '../../shared/sight.ts'
import { mayFollow } from '../../shared/stage.ts'
import { conversationRow } from '../database/conversation-row.ts'
import type { ConversationRow, InboxDatabase } from '../database/database.ts'
import { readHere } from '../database/here.ts'
import { applyJoined } from './apply-joined.ts'
import { mergeMessage, withStage } from './merge-message.ts'

/** What the employee is to be told after the commit. */
export interface News {
  /** A client has written to these, and they wait for this employee. */
  announce: ConversationRow[]
  /** These need no notification any more: read, answered, taken by somebody else, or gone into another conversation. */
  settled: ConversationId[]
}

/**
 * Applies a frame of journal events and the cursor in one transaction: a worker that dies in between has seen nothing, and
 * one that has applied an event never announces it again, because the cursor stands behind it.
 */
export function applyEvents(
  database: InboxDatabase,
  frame: { events: ToldEvent[]; cursor: Cursor },
  now: Instant,
): Promise<News> {
  const { conversations, messages, outbox, here, drafts, uploads, joined } = database
  return database.transaction('rw', [conversations, messages, outbox, here, drafts, uploads, joined], async () => {
    const before = await readHere(database)
    const passed = before.cursor ?? 0
    const touched = new Set<ConversationId>()
    const written = new Set<ConversationId>()
    const gone = new Set<ConversationId>()
    for (const event of frame.events.filter(({ seq }) => seq > passed)) {
      if (event.type === 'gone') {
        for (const id of event.conversationIds) gone.add(id)
        await forgetConversations(database, event.conversationIds)
        continue
      }
      const conversationId = conversationOf(event)
      touched.add(conversationId)
      if (await applyEvent(database, event, before.employee)) written.add(conversationId)
      if (event.type === 'joined' && event.from.conversationId !== undefined) {
        gone.add(event.from.conversationId)
        if (written.has(event.from.conversationId)) written.add(conversationId)
      }
    }
    await here.put({ ...before, cursor: Math.max(passed, frame.cursor), heardAt: now })
    const news = newsOf(await conversations.bulkGet([...touched]), written)
    return { ...news, settled: [...news.settled, ...gone] }
  })
}

/** What may not be seen any more. Own drafts and replies still waiting stay. */
async function forgetConversations({ conversations, messages }: InboxDatabase, ids: ConversationId[]): Promise<void> {
  await conversations.bulkDelete(ids)
  await messages
    .where('[conversationId+at]')
    .inAnyRange(
      ids.map((id) => [
        [id, Dexie.minKey],
        [id, Dexie.maxKey],
      ]),
    )
    .delete()
}

type JournalEvent = Exclude<ToldEvent, { type: 'gone' }>

const conversationOf = (event: JournalEvent): ConversationId =>
  event.type === 'stage' ? event.conversationId : event.conversation.id

function newsOf(rows: (ConversationRow | undefined)[], written: Set<ConversationId>): News {
  const known = rows.filter((row) => row !== undefined)
  const wanting = (row: ConversationRow) => row.waitsForMe === 1 && row.unread > 0
  return {
    announce: known.filter((row) => wanting(row) && written.has(row.id)),
    settled: known.filter((row) => !wanting(row)).map((row) => row.id),
  }
}

/** @returns whether there is something to tell the employee: the client wrote what nobody could read here before, or he is given a client who waits. */
async function applyEvent(database: InboxDatabase, event: JournalEvent, me: Employee | undefined): Promise<boolean> {
  switch (event.type) {
    case 'message':
      return applyMessage(database, event, me)
    case 'stage':
      await applyStage(database, event)
      return false
    case 'conversation':
      return applyConversation(database, event.conversation, me)
    case 'joined':
      await applyJoined(database, event)
      await putUnlessOlder(database, event.conversation, me)
      return false
    default:
      return event satisfies never
  }
}

async function applyConversation(
  database: InboxDatabase,
  told: Conversation,
  me: Employee | undefined,
): Promise<boolean> {
  const known = await database.conversations.get(told.id)
  await putUnlessOlder(database, told, me)
  return isGivenToMe(known, told, me)
}

/** 1C has named him responsible for a client who waits; in the queue he has been told already. */
export const isGivenToMe = (
  known: Pick<ConversationRow, 'waitsForMe' | 'revision'> | undefined,
  told: Conversation,
  me: Employee | undefined,
): boolean =>
  known !== undefined &&
  known.revision < told.revision &&
  known.waitsForMe !== 1 &&
  me !== undefined &&
  told.ownerId === me.id &&
  waitsFor(me, told)

async function applyMessage(database: InboxDatabase, event: MessageEvent, me: Employee | undefined): Promise<boolean> {
  const known = await database.messages.get(event.message.id)
  await database.messages.put(mergeMessage(known, event.message))
  await database.outbox.delete(event.message.id)
  await putUnlessOlder(database, event.conversation, me)
  return isNewWord(event, known)
}

/** History that was loaded after pairing tells nobody anything, and neither do ticks, votes and second thoughts; a pending message that has become readable does. */
function isNewWord({ message, first, change, fromHistory }: MessageEvent, known: Message | undefined): boolean {
  if (fromHistory === true || message.origin !== 'client') return false
  return first ? known === undefined : change === 'filled' && known?.kind === 'pending'
}

/** The stage of a message that was never loaded here is dropped: it comes with the message when somebody scrolls up to it. */
async function applyStage(database: InboxDatabase, event: StageEvent): Promise<void> {
  const message = await database.messages.get(event.messageId)
  const further = message && withStage(message, event.stage)
  if (further) await database.messages.put(further)
  const conversation = await database.conversations.get(event.conversationId)
  const last = conversation?.lastMessage
  if (!conversation || last?.id !== event.messageId) return
  if (last.stage !== undefined && !mayFollow(last.stage, event.stage.stage)) return
  await database.conversations.put({ ...conversation, lastMessage: { ...last, stage: event.stage.stage } })
}

async function putUnlessOlder(database: InboxDatabase, told: Conversation, me: Employee | undefined): Promise<void> {
  const known = await database.conversations.get(told.id)
  if (known === undefined || known.revision < told.revision) {
    await database.conversations.put(conversationRow(told, me))
  }
}
