import type { Employee } from '../../shared/employee.ts'
import type { ConversationId } from '../../shared/ids.ts'
import type { ConversationRow, NoticeRow } from '../database/rows.ts'
import type { WorkerTables } from '../database/worker-tables.ts'
import { fetchRows } from './fetch-rows.ts'
import { nothingTold, noticeAfter, type Told } from './notice-after.ts'

/** What the employee is to be told after the commit. */
export interface News {
  /** There is something new in these that concerns this employee. */
  announce: ConversationRow[]
  /** These need no notification any more: read, answered, taken by somebody else, or gone into another conversation. */
  settled: ConversationId[]
}

export interface NoticeMatter {
  me: Employee | undefined
  /** The conversations that events were about, as they are now. */
  rows: ConversationRow[]
  told: ReadonlyMap<ConversationId, Told>
  gone: ReadonlySet<ConversationId>
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
    const before = noted.get(row.id)
    const notice = noticeAfter(before, told.get(row.id) ?? nothingTold, row, me)
    if (notice === undefined) settled.push(row.id)
    else if (notice !== before) {
      if (notice.told === 0) announce.push(row)
      fresh.push(notice)
    }
  }
  await notices.bulkDelete(settled.filter((id) => noted.has(id) || gone.has(id)))
  await notices.bulkPut(fresh)
  return { announce, settled }
}
