import type { Employee } from '../../shared/employee.ts'
import type { ConversationId, Cursor } from '../../shared/ids.ts'
import type { ConversationRow, HereRow, NoticeRow } from '../database/rows.ts'
import type { WorkerTables } from '../database/worker-tables.ts'
import { fetchRows } from './fetch-rows.ts'
import { isStillNews } from './why-tell.ts'

/** What the employee is to be told after the commit. */
export interface News {
  /** There is something new in these that concerns this employee. */
  announce: ConversationRow[]
  /** These need no notification any more: read, answered, taken by somebody else, or gone into another conversation. */
  settled: ConversationId[]
}

/** What an event has to tell. */
export type Tidings = Pick<NoticeRow, 'why' | 'seq' | 'messageId'>

export interface NoticeMatter {
  me: Employee | undefined
  /** The conversations that events were about, as they are now. */
  rows: ConversationRow[]
  told: Map<ConversationId, Tidings>
  gone: Set<ConversationId>
}

/** Notes what is to be told, and strikes out what is no news any more. Runs in the transaction that moves the cursor: what is noted is told once, whatever becomes of the worker. */
export async function keepNotices(
  { notices }: Pick<WorkerTables, 'notices'>,
  { me, rows, told, gone }: NoticeMatter,
): Promise<News> {
  const known = await fetchRows(
    notices,
    rows.map(({ id }) => id),
  )
  const noted = new Map(known.map((row) => [row.conversationId, row]))
  const [announce, settled]: [ConversationRow[], ConversationId[]] = [[], [...gone]]
  const fresh: NoticeRow[] = []
  for (const row of rows) {
    const tidings = told.get(row.id)
    if (tidings !== undefined && isStillNews(tidings, row, me)) {
      announce.push(row)
      fresh.push({ conversationId: row.id, ...tidings, told: 0 })
      continue
    }
    const before = noted.get(row.id)
    if (before === undefined || !isStillNews(before, row, me)) settled.push(row.id)
  }
  await notices.bulkDelete(settled.filter((id) => noted.has(id) || gone.has(id)))
  await notices.bulkPut(fresh)
  return { announce, settled }
}

export interface Absence {
  before: Pick<HereRow, 'cursor' | 'employee'>
  /** The conversations as they were known, and as they are. */
  knew: ConversationRow[]
  rows: ConversationRow[]
  seq: Cursor
}

/** What has come while the journal was out of reach. Runs in the transaction that replaces everything. */
export async function keepNoticesAfterAbsence(
  { notices }: Pick<WorkerTables, 'notices'>,
  { before: { cursor, employee: me }, knew, rows, seq }: Absence,
): Promise<void> {
  const knewUntil = new Map(knew.map(({ id, lastMessageAt }) => [id, lastMessageAt]))
  const isNews = (row: ConversationRow) =>
    cursor !== undefined && row.lastMessageAt > (knewUntil.get(row.id) ?? 0) && isStillNews({ why: 'message' }, row, me)
  const noted = new Map((await notices.toArray()).map((row) => [row.conversationId, row]))
  const kept = rows.flatMap((row): NoticeRow[] => {
    if (isNews(row)) return [{ conversationId: row.id, why: 'message', seq, told: 0 }]
    const before = noted.get(row.id)
    return before !== undefined && isStillNews(before, row, me) ? [before] : []
  })
  await notices.clear()
  await notices.bulkPut(kept)
}
