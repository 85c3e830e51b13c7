import type { OnecStatus } from '../../shared/events.ts'
import type { Instant } from '../../shared/ids.ts'
import type { Clock } from '../clock.ts'
import { allBases } from '../store/bases.ts'
import { synchronisation } from '../store/kept-settings.ts'
import type { Store } from '../store/open.ts'
import type { SetAlarm } from '../timer.ts'
import { onecStatus } from './rhythm.ts'

export interface RhythmWatchDeps {
  store: Store
  clock: Clock
  setAlarm: SetAlarm
  /** Minutes east of UTC at that moment. */
  timeZoneOffset(at: Instant): number
  /** Called when the status has changed in more than the time of the last exchange. */
  tell(status: OnecStatus): void
  onError(error: unknown): void
}

/** Watches whether 1C keeps its rhythm. `look` after each exchange and change of settings; falling silent is noticed by an alarm. */
export async function watchRhythm(deps: RhythmWatchDeps) {
  const { store, clock, setAlarm, tell } = deps
  let cancelAlarm = () => {}
  let stopped = false

  const find = async () => {
    const now = clock.now()
    const bases = (await allBases(store.read)).map((base) => ({
      linkedAt: base.created_at,
      lastExchangeAt: base.last_exchange_at ?? undefined,
    }))
    const settings = await synchronisation(store.read)
    return onecStatus({ bases, synchronisation: settings, now, timeZoneOffset: deps.timeZoneOffset(now) })
  }

  const look = async (): Promise<void> => {
    const { status: found, silentFrom } = await find()
    if (stopped) return
    cancelAlarm()
    if (silentFrom !== undefined && silentFrom > clock.now()) {
      cancelAlarm = setAlarm(silentFrom - clock.now() + 1, () => void look().catch(deps.onError))
    }
    const changed = found.state !== status.state || found.replyRoute !== status.replyRoute
    status = found
    if (changed) tell(found)
  }

  let { status } = await find()
  await look()
  return {
    status: (): OnecStatus => status,
    look: (): void => void look().catch(deps.onError),
    stop: (): void => {
      stopped = true
      cancelAlarm()
    },
  }
}
