import type { Conversation } from '../../shared/conversation.ts'
import type { Employee } from '../../shared/employee.ts'
import type { GoneEvent, JoinedEvent, ToldEvent } from '../../shared/events.ts'
import type { ConversationId, Cursor, Instant } from '../../shared/ids.ts'
import { conversationRow } from '../database/conversation-row.ts'
import { readHere } from '../database/here.ts'
import type { ConversationRow } from '../database/rows.ts'
import type { WorkerStore } from '../database/worker-store.ts'
import type { WorkerTables } from '../database/worker-tables.ts'
import { applyJoined, type Joining } from './apply-joined.ts'
import { applyPlainEvents, isHis } from './apply-plain-events.ts'
import { type Forgetting, forgetConversations, tablesOfForgetting } from './forget-conversations.ts'
import { keepNotices, type News } from './keep-notices.ts'
import { nothingTold, type Told, toldAfter } from './notice-after.ts'
import { conversationOf, type PlainEvent, strikeOutOfOutbox } from './rows-in-hand.ts'
import { sortOutGone } from './sort-out-gone.ts'
import { whyTellOfMessage } from './why-tell.ts'

export type { News }

/**
 * Applies a frame of journal events and the cursor in one transaction: a worker that dies in between has seen nothing, and
 * one that has applied an event never announces it again, because the cursor stands behind it.
 */
export function applyEvents(
  store: WorkerStore,
  frame: { events: ToldEvent[]; cursor: Cursor },
  now: Instant,
): Promise<News> {
  return store.write([...tablesOfForgetting, 'here', 'joined', 'notices'], async (tables) => {
    const before = await readHere(tables)
    const passed = before.cursor ?? 0
    const matter: Matter = { touched: new Map(), told: new Map(), gone: new Set() }
    for (const run of runsOf(frame.events.filter(({ seq }) => seq > passed)))
      await applyRun(tables, run, before.employee, matter)
    await tables.here.put({ ...before, cursor: Math.max(passed, frame.cursor), heardAt: now })
    const rows = [...matter.touched.values()]
    return keepNotices(tables, { me: before.employee, rows, told: matter.told, gone: matter.gone })
  })
}

/** Of which conversations a frame has told, as they are now, and what. */
interface Matter {
  touched: Map<ConversationId, ConversationRow>
  told: Map<ConversationId, Told>
  gone: Set<ConversationId>
}

/** Events of which each is about one conversation, or says that some have gone; or one that makes one of two. */
type Run = (PlainEvent | GoneEvent)[] | JoinedEvent

function runsOf(events: readonly ToldEvent[]): Run[] {
  const runs: Run[] = []
  for (const event of events) {
    const last = runs.at(-1)
    if (event.type === 'joined') runs.push(event)
    else if (Array.isArray(last)) last.push(event)
    else runs.push([event])
  }
  return runs
}

function applyRun(tables: Forgetting & Joining, run: Run, me: Employee | undefined, matter: Matter): Promise<void> {
  return Array.isArray(run) ? applyTogether(tables, run, me, matter) : joinTwo(tables, run, me, matter)
}

async function applyTogether(
  tables: Forgetting & Joining,
  run: (PlainEvent | GoneEvent)[],
  me: Employee | undefined,
  { touched, told, gone }: Matter,
): Promise<void> {
  const { going, before, after } = sortOutGone(run)
  const written = before.filter((event) => event.type === 'message')
  await strikeOutOfOutbox(tables, new Set(written.map(({ message }) => message.id)))
  if (going.size > 0) await forgetConversations(tables, going)
  for (const id of going.keys()) {
    gone.add(id)
    touched.delete(id)
  }
  const note = (id: ConversationId, then: Told) => told.set(id, toldAfter(told.get(id) ?? nothingTold, then))
  // It is told when the conversation comes back, and still is news.
  for (const event of before) note(conversationOf(event), toldBefore(event, me))
  for (const each of await applyPlainEvents(tables, after, me)) {
    if (each.row !== undefined) touched.set(each.conversationId, each.row)
    note(each.conversationId, each.told)
  }
}

function toldBefore(event: PlainEvent, me: Employee | undefined): Told {
  const why = event.type === 'message' ? whyTellOfMessage(event, undefined, me) : undefined
  const fresh = event.type === 'message' && why ? [{ why, seq: event.seq, messageId: event.message.id }] : []
  return { seen: isHis(event, me), fresh }
}

async function joinTwo(
  tables: Forgetting & Joining,
  event: JoinedEvent,
  me: Employee | undefined,
  { touched, told, gone }: Matter,
): Promise<void> {
  const { conversation, from } = event
  await applyJoined(tables, event)
  touched.set(conversation.id, await putUnlessOlder(tables, conversation, me))
  if (from.conversationId === undefined) return
  gone.add(from.conversationId)
  touched.delete(from.conversationId)
  const ofTheOther = told.get(from.conversationId) ?? nothingTold
  told.set(conversation.id, toldAfter(ofTheOther, told.get(conversation.id) ?? nothingTold))
}

async function putUnlessOlder(
  { conversations }: Pick<WorkerTables, 'conversations'>,
  told: Conversation,
  me: Employee | undefined,
): Promise<ConversationRow> {
  const known = await conversations.get(told.id)
  if (known !== undefined && known.revision >= told.revision) return known
  const row = conversationRow(told, me)
  await conversations.put(row)
  return row
}
