import type { ChannelAlert, PairingCode, PhoneCode } from '../../shared/channel-status.ts'
import { type Employee, has } from '../../shared/employee.ts'
import type { ChannelId } from '../../shared/ids.ts'
import type { Clock } from '../clock.ts'
import type { Live } from '../inbox/live.ts'
import { createSignal, type Signal } from '../signal.ts'
import { systemAlarm } from '../timer.ts'
import type { ChannelBoard, ChannelNotes } from './channel-board.ts'
import type { ChannelList } from './channel-list.ts'
import { createTellTerminal } from './tell-terminal.ts'
import { watchAlerts } from './watch-alerts.ts'

export interface TellOfChannelsParts {
  live: Live
  clock: Clock
  list: ChannelList
  board: ChannelBoard
  isDeaf: (id: ChannelId) => boolean
  /** To the terminal. */
  say: (sentence: string) => void
}

/** Whoever has to know what happens to the numbers hears of it here: employees, administrators, the terminal, and the parts that send. */
export interface ChannelNews {
  /** Something about a number is different. */
  changed(id: ChannelId): void
  /** Numbers were added, named, moved, set up or removed. */
  listChanged(): void
  codesShown(id: ChannelId, shown: { code?: PairingCode; phoneCode?: PhoneCode }): void
  /** Notes what another part knows of a number. */
  note(id: ChannelId, notes: { [Name in keyof ChannelNotes]: ChannelNotes[Name] | undefined }): void
  /** Fires when one may have come online, or its settings or restriction may have changed. */
  channelChanged: Signal
  alerts(): ChannelAlert[]
  stop(): void
}

export function tellOfChannels({ live, clock, list, board, isDeaf, say }: TellOfChannelsParts): ChannelNews {
  const channelChanged = createSignal()
  const tellTerminal = createTellTerminal(say, systemAlarm)
  const alerts = watchAlerts({
    clock,
    setAlarm: systemAlarm,
    channels: board.all,
    isDeaf,
    tell: (now) => live.tellAll({ type: 'alerts', alerts: now }, isAdministrator),
  })
  const changed = (id: ChannelId): void => {
    // While one is being removed.
    if (!list.has(id)) return
    const channel = board.of(id)
    live.tellAll({ type: 'channel', channel })
    tellTerminal(channel)
    alerts.look()
    channelChanged.fire()
  }
  return {
    changed,
    listChanged: () => {
      live.tellAll({ type: 'channels', channels: board.all() })
      alerts.look()
      channelChanged.fire()
    },
    codesShown: (channelId, shown) => live.tellAll({ type: 'pairing', channelId, ...shown }, isAdministrator),
    note: (id, notes) => {
      if (board.note(id, notes)) changed(id)
    },
    channelChanged,
    alerts: alerts.now,
    stop: alerts.stop,
  }
}

const isAdministrator = (employee: Employee): boolean => has(employee, 'admin')
