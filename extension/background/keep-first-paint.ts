import { follow } from '../database/follow.ts'
import { readHere } from '../database/here.ts'
import { under } from '../database/key-range.ts'
import type { HereRow } from '../database/rows.ts'
import type { WorkerStore } from '../database/worker-store.ts'
import { type FirstPaint, rowsOfFirstPaint } from '../inbox/first-paint.ts'
import { openingTab } from '../inbox/inbox-tabs.ts'
import { rangeOfTab, waitingCounts } from '../inbox/list-ranges.ts'
import type { Cancel, Clock } from './clock.ts'

export interface FirstPaintParts {
  database: WorkerStore
  clock: Clock
  save: (paint: FirstPaint | undefined) => Promise<void>
}

/** A flood of events is a flood neither of reading nor of writing. */
const restMs = 400

/** Keeps what the popup paints first, in step with the store. What is taken away is taken away at once. */
export function keepFirstPaint({ database, clock, save }: FirstPaintParts): void {
  let cancel: Cancel = () => {}
  let changes = 0
  const saved = (paint: FirstPaint | undefined) =>
    void save(paint).catch((reason: unknown) => console.warn('the first paint was not kept', reason))
  /** What has changed while it was read is the matter of the next one. */
  const paint = async (change: number) => {
    const painted = await readPaint(database)
    if (change === changes) saved(painted)
  }
  const failed = (reason: unknown) => console.error('first paint: the store cannot be read', reason)
  follow(database, ['here', 'conversations'], () => readHere(database), {
    next: (here) => {
      cancel()
      changes += 1
      const change = changes
      if (isShut(here)) saved(undefined)
      else cancel = clock.after(restMs, () => void paint(change).catch(failed))
    },
    error: failed,
  })
}

/** Nothing for whoever is not signed in, or may not read. */
const isShut = ({ employee, link }: HereRow): boolean =>
  employee === undefined || link === 'noRight' || link === 'signedOut'

async function readPaint(database: WorkerStore): Promise<FirstPaint | undefined> {
  const here = await readHere(database)
  if (here.employee === undefined || isShut(here)) return undefined
  const me = here.employee.id
  const { conversations } = database
  const counts = await waitingCounts(({ index, begin }) => conversations.countIn(index, under(...begin)), me)
  const tab = openingTab(counts)
  const { index, begin } = rangeOfTab(tab, me)
  const range = begin.length === 0 ? undefined : under(...begin)
  const total = await conversations.countIn(index, range)
  const rows = await conversations.lastIn(index, range, rowsOfFirstPaint)
  return { here: asPainted(here), tab, counts, total, rows }
}

/** What the list shows of it; no code by which a number could be linked. */
const asPainted = ({
  key,
  link,
  linkSince,
  heardAt,
  employee,
  channels,
  office,
  alerts,
  onecAlerts,
}: HereRow): HereRow => ({
  ...{ key, link, linkSince, channels, pairing: [] },
  ...(heardAt === undefined ? {} : { heardAt }),
  ...(employee === undefined ? {} : { employee }),
  ...(office === undefined ? {} : { office }),
  ...(alerts === undefined ? {} : { alerts }),
  ...(onecAlerts === undefined ? {} : { onecAlerts }),
})
