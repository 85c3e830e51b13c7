import type { ChannelState } from '../../shared/channel-status.ts'
import type { Instant } from '../../shared/ids.ts'
import type { SessionState } from '../store/tables.ts'

/** A number as far as it decides about what 1C is told of it. */
export interface NumberNow {
  state: ChannelState
  /** Since when it has had no connection, over all that was tried; undefined while it is online or nobody wants it to be. */
  downSince: Instant | undefined
  /** How 1C was told last that it stands, also before a restart. */
  told: SessionState | undefined
}

const minute = 60_000

/**
 * Whether 1C is told how a number stands with WhatsApp, and when to look again if nothing happens until then; pure. A connection that comes back within a
 * minute is none of its business.
 */
export function sessionToTell(
  number: NumberNow,
  now: Instant,
): { tell: SessionState | undefined; lookAt: Instant | undefined } {
  const { state, downSince, told } = number
  const stands = standsAt(state)
  if (stands !== undefined) return { tell: stands === told ? undefined : stands, lookAt: undefined }
  if (downSince === undefined || told === 'offline') return { tell: undefined, lookAt: undefined }
  const lostAt = downSince + minute
  return now < lostAt ? { tell: undefined, lookAt: lostAt } : { tell: 'offline', lookAt: undefined }
}

/** Undefined: on its way. */
function standsAt(state: ChannelState): SessionState | undefined {
  switch (state) {
    case 'online':
    case 'suspect':
      return 'connected'
    case 'notPaired':
    case 'waitingForScan':
    case 'codesUsedUp':
    case 'pairing':
    case 'unlinked':
      return 'qr'
    case 'replaced':
    case 'banned':
    case 'versionRefused':
    case 'otherNumber':
      return 'offline'
    case 'connecting':
    case 'reconnecting':
      return undefined
    default:
      return state satisfies never
  }
}
