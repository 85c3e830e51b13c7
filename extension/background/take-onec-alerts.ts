import type { OnecAlert } from '../../shared/events.ts'
import type { BaseId, Instant } from '../../shared/ids.ts'
import { readHere } from '../database/here.ts'
import type { WorkerStore } from '../database/worker-store.ts'

/** What the administrator is to be told of 1C after the commit. */
export interface OnecAlertNews {
  /** A base is in another trouble than it was, or was well. */
  announce: OnecAlert[]
  /** All is well again with these. */
  settled: BaseId[]
}

/** One notification per base: another trouble takes the place of the former. */
export const onecAlertKey = (baseId: BaseId): string => `onec:${baseId}`

/** Takes what is wrong with 1C bases now. What was told is noted in the same transaction: a worker that dies right after may show one too few, never one twice. */
export function takeOnecAlerts(database: WorkerStore, alerts: OnecAlert[], now: Instant): Promise<OnecAlertNews> {
  return database.write(['here'], async (tables) => {
    const here = await readHere(tables)
    await tables.here.put({ ...here, onecAlerts: alerts, heardAt: now })
    return onecAlertNews(here.onecAlerts ?? [], alerts) // a row of an older version has none
  })
}

/** Which troubles are new to a person, and which are over. Pure. */
export function onecAlertNews(before: readonly OnecAlert[], now: readonly OnecAlert[]): OnecAlertNews {
  const was = new Map(before.map(({ baseId, trouble }) => [baseId, trouble]))
  const isIn = new Set(now.map(({ baseId }) => baseId))
  return {
    announce: now.filter(({ baseId, trouble }) => was.get(baseId) !== trouble),
    settled: before.flatMap(({ baseId }) => (isIn.has(baseId) ? [] : baseId)),
  }
}
