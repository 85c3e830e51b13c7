import type { Synchronisation } from '../../shared/commands.ts'
import type { OnecAlert } from '../../shared/events.ts'
import type { ChannelId, Instant } from '../../shared/ids.ts'
import type { OnecBase, OnecStatus } from '../../shared/onec-status.ts'
import { nextRunAt, type OffsetAt } from '../../shared/schedule.ts'
import type { BaseRhythm, KnownBase } from './rhythm.ts'

/** A base with its rhythm, as the status tells of it. */
export interface WatchedBase extends KnownBase {
  name: string
  webAddress: string | undefined
  channels: readonly ChannelId[]
  templatesRevision?: string | undefined
  rhythm: BaseRhythm
}

export interface StatusInputs {
  bases: readonly WatchedBase[]
  synchronisation: Synchronisation
  now: Instant
  timeZone: string
  offsetAt: OffsetAt
}

/** What everybody is told of the exchange. With several bases the one heard of last counts. Pure. */
export function onecStatus({ bases, synchronisation, now, timeZone, offsetAt }: StatusInputs): OnecStatus {
  const { replyRoute, syncEnabled, schedule, withoutOnecAfterMinutes } = synchronisation
  const heardOf = bases.flatMap(({ lastExchangeAt }) => lastExchangeAt ?? [])
  const known = {
    replyRoute,
    timeZone,
    ...(heardOf.length === 0 ? {} : { lastExchangeAt: Math.max(...heardOf) }),
    ...(bases.length === 0 ? {} : { bases: bases.map((base) => shown(base, syncEnabled)) }),
  }
  // While synchronising is off nobody waits for 1C.
  if (bases.length === 0 || !syncEnabled) return { state: 'none', ...known }
  const trouble = bases.find(({ rhythm }) => rhythm.trouble !== undefined)?.rhythm.trouble
  return {
    state: bases.every(({ rhythm }) => rhythm.state === 'silent') ? 'silent' : 'inTouch',
    ...known,
    schedule,
    nextRunAt: nextRunAt(schedule, now, offsetAt),
    ...(withoutOnecAfterMinutes === null ? {} : { withoutOnecAfterMinutes }),
    ...(trouble === undefined ? {} : { trouble }),
  }
}

function shown(base: WatchedBase, isWatched: boolean): OnecBase {
  const { id, name, webAddress, channels, templatesRevision, lastExchangeAt, rhythm } = base
  return {
    id,
    name,
    channels: [...channels],
    ...(templatesRevision === undefined ? {} : { templatesRevision }),
    ...(webAddress === undefined ? {} : { webAddress }),
    ...(lastExchangeAt === undefined ? {} : { lastExchangeAt }),
    ...(isWatched ? { state: rhythm.state } : {}),
    ...(isWatched && rhythm.trouble !== undefined ? { trouble: rhythm.trouble } : {}),
  }
}

/** What is wrong with bases now, for administrators. Pure. */
export const alertsOf = ({ bases }: OnecStatus): OnecAlert[] =>
  (bases ?? []).flatMap(({ id, name, trouble }) => (trouble === undefined ? [] : [{ baseId: id, name, trouble }]))

/** Times move on with every exchange; what else has changed is news. */
export const isNews = (before: OnecStatus, after: OnecStatus): boolean =>
  JSON.stringify(withoutTimes(before)) !== JSON.stringify(withoutTimes(after))

/** When a base was last here is no news; that it has come for the first time is. */
const withoutTimes = ({ lastExchangeAt, nextRunAt: _, bases, ...status }: OnecStatus) => ({
  ...status,
  hasCome: lastExchangeAt !== undefined,
  bases: bases?.map(({ lastExchangeAt: at, ...base }) => ({ ...base, hasCome: at !== undefined })),
})
