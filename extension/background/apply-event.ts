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
import { applyPlainEvents } from './apply-plain-events.ts'
import { type Forgetting, forgetConversations, tablesOfForgetting } from './forget-conversations.ts'
import { keepNotices, type News } from './keep-notices.ts'
import { nothingTold, type Told, toldAfter } from './notice-after.ts'
import { isPlain, type PlainEvent } from './rows-in-hand.ts'

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

/** Events of which each concerns one conversation, one after another; or one event that concerns several. */
type Run = PlainEvent[] | JoinedEvent | GoneEvent

function runsOf(events: readonly ToldEvent[]): Run[] {
  const runs: Run[] = []
  for (const event of events) {
    const last = runs.at(-1)
    if (!isPlain(event)) runs.push(event)
    else if (Array.isArray(last)) last.push(event)
    else runs.push([event])
  }
  return runs
}

async function applyRun(
  tables: Forgetting & Joining,
  run: Run,
  me: Employee | undefined,
  { touched, told, gone }: Matter,
): Promise<void> {
  if (Array.isArray(run)) {
    for (const each of await applyPlainEvents(tables, run, me)) {
      if (each.row !== undefined) touched.set(each.conversationId, each.row)
      told.set(each.conversationId, toldAfter(told.get(each.conversationId) ?? nothingTold, each.told))
    }
  } else if (run.type === 'gone') {
    for (const id of run.conversationIds) {
      gone.add(id)
      touched.delete(id)
    }
    await forgetConversations(tables, run.conversationIds, { takenBy: run.takenBy, at: run.at })
  } else {
    const { conversation, from } = run
    await applyJoined(tables, run)
    touched.set(conversation.id, await putUnlessOlder(tables, conversation, me))
    if (from.conversationId === undefined) return
    gone.add(from.conversationId)
    touched.delete(from.conversationId)
    const ofTheOther = told.get(from.conversationId) ?? nothingTold
    told.set(conversation.id, toldAfter(ofTheOther, told.get(conversation.id) ?? nothingTold))
  }
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
