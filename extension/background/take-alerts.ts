import type { ChannelAlert } from '../../shared/channel-status.ts'
import type { Instant } from '../../shared/ids.ts'
import { readHere } from '../database/here.ts'
import type { WorkerStore } from '../database/worker-store.ts'

/** What the administrator is to be told after the commit. */
export interface AlertNews {
  /** New: they were never shown here. */
  announce: ChannelAlert[]
  /** All is well again. */
  settled: ChannelAlert[]
}

/** More is not remembered: an alert this old comes back with another beginning, if at all. */
const remembered = 50

/** One alert from its beginning to its end, whatever happens to the worker meanwhile. */
export const alertKey = ({ channelId, kind, since }: ChannelAlert): string => `${channelId}:${kind}:${since}`

/** Takes what is wrong with numbers now. Noted as told in the same transaction: a worker that dies right after may show one too few, never one twice. */
export function takeAlerts(database: WorkerStore, alerts: ChannelAlert[], now: Instant): Promise<AlertNews> {
  return database.write(['here'], async (tables) => {
    const here = await readHere(tables)
    const news = alertNews(here.alerts ?? [], alerts, here.toldAlerts ?? [])
    const toldAlerts = [...(here.toldAlerts ?? []), ...news.announce].slice(-remembered)
    await tables.here.put({ ...here, alerts, toldAlerts, heardAt: now })
    return news
  })
}

/** Which alerts are new to a person, and which are over. */
export function alertNews(before: ChannelAlert[], now: ChannelAlert[], told: ChannelAlert[]): AlertNews {
  const toldKeys = new Set(told.map(alertKey))
  const nowKeys = new Set(now.map(alertKey))
  return {
    announce: now.filter((alert) => !toldKeys.has(alertKey(alert))),
    settled: before.filter((alert) => !nowKeys.has(alertKey(alert))),
  }
}
