import * as v from 'valibot'
import type { Synchronisation } from '../../shared/commands.ts'
import type { OnecAlert } from '../../shared/events.ts'
import type { BaseId, Instant } from '../../shared/ids.ts'
import type { OnecStatus } from '../../shared/onec-status.ts'
import type { OffsetAt } from '../../shared/schedule.ts'
import { keepLooking } from '../outbox/keep-looking.ts'
import { parseJson } from '../parse-json.ts'
import { allBases, baseWith, type LinkedBase } from '../store/bases.ts'
import { listChannels } from '../store/channels.ts'
import { synchronisation } from '../store/kept-settings.ts'
import type { SetAlarm } from '../timer.ts'
import { type CallParts, type Calls, createCalls } from './call-silent-bases.ts'
import { alertsOf, isNews, onecStatus, type WatchedBase } from './onec-status.ts'
import { onecJobSchema } from './packet.ts'
import { type PingOutcome, rhythmOf } from './rhythm.ts'

export interface RhythmWatchDeps extends CallParts {
  setAlarm: SetAlarm
  /** Where the office is, and how its clocks go. */
  timeZone: string
  offsetAt: OffsetAt
  /** Called when the status has changed in more than times. */
  tell(status: OnecStatus): void
  /** Called when another trouble has come, or one has gone. */
  alert(alerts: OnecAlert[]): void
}

/** What a look has found. */
export interface FoundRhythm {
  bases: WatchedBase[]
  synchronisation: Synchronisation
}

export interface RhythmWatch {
  status(): OnecStatus
  alerts(): OnecAlert[]
  /** How all bases keep their rhythm at this very moment. */
  find(): Promise<FoundRhythm>
  /** To be called after each exchange; falling silent is noticed by an alarm. */
  look(): void
  /** To be called after a change of bases or settings: what calls came to before says nothing any more. */
  changed(): void
  /** Calls a base now and takes what it says of its job; undefined when it is not published. */
  check(base: BaseId): Promise<PingOutcome | undefined>
  stop(): Promise<void>
}

/** Watches whether 1C keeps its rhythm, and calls a published base that does not. */
export async function watchRhythm(deps: RhythmWatchDeps): Promise<RhythmWatch> {
  const { clock, setAlarm, onError } = deps
  const calls = createCalls(deps, () => lookOut.look())
  const find = finder(deps, calls)
  let status = statusOf(await find(), deps)

  const lookOnce = async (): Promise<Instant | undefined> => {
    const found = await find()
    const before = status
    status = statusOf(found, deps)
    if (isNews(before, status)) deps.tell(status)
    if (JSON.stringify(alertsOf(before)) !== JSON.stringify(alertsOf(status))) deps.alert(alertsOf(status))
    if (!found.synchronisation.syncEnabled) return undefined
    // One that calls itself disabled is asked which it is: switched off, or a copy.
    const called = found.bases.filter(
      ({ rhythm, pushFailure }) => rhythm.state === 'silent' || pushFailure === 'disabled',
    )
    const again = called.flatMap(({ id, isPushedTo }) => (isPushedTo ? calls.callSilent(id) : []))
    const turns = found.bases.flatMap(({ rhythm }) => (rhythm.state === 'inTouch' ? rhythm.silentFrom + 1 : []))
    const next = Math.min(...again, ...turns)
    return Number.isFinite(next) ? next : undefined
  }
  const lookOut = keepLooking({ clock, setAlarm, onError, wakes: [], lookOnce })
  lookOut.look()
  return {
    status: () => status,
    alerts: () => alertsOf(status),
    find,
    look: lookOut.look,
    changed: () => {
      calls.forget()
      lookOut.look()
    },
    check: calls.check,
    stop: async () => {
      calls.stop()
      await lookOut.stop()
      await calls.ended()
    },
  }
}

const statusOf = ({ bases, synchronisation }: FoundRhythm, { clock, timeZone, offsetAt }: RhythmWatchDeps) =>
  onecStatus({ bases, synchronisation, now: clock.now(), timeZone, offsetAt })

function finder({ store, clock, offsetAt }: RhythmWatchDeps, calls: Calls): () => Promise<FoundRhythm> {
  let listeningSince = clock.now()
  let wasEnabled = true
  return async () => {
    const [rows, channels, settings] = await Promise.all([
      allBases(store.read),
      listChannels(store.read),
      synchronisation(store.read),
    ])
    if (settings.syncEnabled && !wasEnabled) listeningSince = clock.now()
    wasEnabled = settings.syncEnabled
    const bases = rows.map((row): WatchedBase => {
      const known = knownBase(row, calls.outcomeSince(row.id, row.last_exchange_at ?? listeningSince))
      const rhythm = rhythmOf(known, { synchronisation: settings, listeningSince, now: clock.now(), offsetAt })
      const its = channels.flatMap(({ id }) => (baseWith(rows, id) === row.id ? id : []))
      const templatesRevision = row.templates_revision ?? undefined
      const webAddress = row.web_address ?? undefined
      return { ...known, rhythm, name: row.name, webAddress, channels: its, templatesRevision }
    })
    return { bases, synchronisation: settings }
  }
}

const knownBase = (row: LinkedBase, ping: PingOutcome | undefined) => ({
  id: row.id,
  linkedAt: row.created_at,
  lastExchangeAt: row.last_exchange_at ?? undefined,
  isPushedTo: row.push_url !== null,
  pushFailure: row.push_error ?? undefined,
  job: row.job === null ? undefined : v.parse(onecJobSchema, parseJson(row.job)),
  ping,
})
