import type { ChannelState } from '../../shared/channel-status.ts'
import type { ChannelId, Instant } from '../../shared/ids.ts'
import type { Clock } from '../clock.ts'
import { listChannels, noteSessionTold } from '../store/channels.ts'
import { askOnec } from '../store/onec-questions.ts'
import type { Store } from '../store/open.ts'
import type { SessionState } from '../store/tables.ts'
import type { SetAlarm } from '../timer.ts'
import { sessionToTell } from './session-told.ts'

export interface SessionWatchParts {
  store: Store
  clock: Clock
  setAlarm: SetAlarm
  /** Undefined: the number was removed. */
  stateOf: (id: ChannelId) => ChannelState | undefined
  onError: (error: unknown) => void
}

/** Keeps 1C told of how the numbers stand with WhatsApp: the base that has a number hears of each change once, also over restarts. */
export interface SessionWatch {
  /** To be called after everything that happens to a number. */
  look(id: ChannelId): void
  /** Settles when what is under way is written. */
  stop(): Promise<void>
}

export async function watchSessions(parts: SessionWatchParts): Promise<SessionWatch> {
  const { store, clock, setAlarm, stateOf, onError } = parts
  const rows = await listChannels(store.read)
  const told = new Map(rows.flatMap(({ id, session_told }) => (session_told === null ? [] : [[id, session_told]])))
  const downSince = new Map<ChannelId, Instant>()
  const alarms = new Map<ChannelId, () => void>()
  let stopped = false
  let line = Promise.resolve()

  const tell = (id: ChannelId, state: SessionState): void => {
    const before = told.get(id)
    told.set(id, state)
    line = line
      .then(() => tellSession(store, id, state, clock.now()))
      .catch((error: unknown) => {
        if (before === undefined) told.delete(id)
        else told.set(id, before)
        onError(error)
      })
  }
  const look = (id: ChannelId): void => {
    alarms.get(id)?.() // undefined when none was set
    const state = stateOf(id)
    if (stopped || state === undefined) return
    const isDown = state === 'connecting' || state === 'reconnecting'
    if (!isDown) downSince.delete(id)
    else if (!downSince.has(id)) downSince.set(id, clock.now())
    const number = { state, downSince: downSince.get(id), told: told.get(id) }
    const next = sessionToTell(number, clock.now())
    if (next.lookAt !== undefined)
      alarms.set(
        id,
        setAlarm(next.lookAt - clock.now(), () => look(id)),
      )
    if (next.tell !== undefined) tell(id, next.tell)
  }
  return {
    look,
    stop: async () => {
      stopped = true
      for (const cancel of alarms.values()) cancel()
      await line
    },
  }
}

const tellSession = (store: Store, id: ChannelId, state: SessionState, at: Instant): Promise<void> =>
  store.write(async (tx) => {
    await noteSessionTold(tx, id, state)
    await askOnec(tx, { type: 'session', channelId: id, state }, { at, channel: id })
  })
