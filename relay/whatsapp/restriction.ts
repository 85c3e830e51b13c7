import type { ConnectionState, WASocket } from '@whiskeysockets/baileys'
import type { Instant } from '../../shared/ids.ts'

/** WhatsApp does not let a number begin conversations: since when, and until when as far as it says. */
export interface Restriction {
  since: Instant
  until?: Instant
}

/** WhatsApp's own word for it. */
export type TimeLock = NonNullable<ConnectionState['reachoutTimeLock']>

/** WhatsApp is asked about it for that long. Milliseconds. */
const askingTakes = 10_000

/** @returns undefined when the number is free. */
export function restrictionIn(lock: TimeLock, now: Instant): Restriction | undefined {
  const until = lock.timeEnforcementEnds?.getTime()
  if (!lock.isActive || (until !== undefined && until <= now)) return undefined
  return { since: now, ...(until === undefined ? {} : { until }) }
}

/**
 * After a refusal: is the number restricted, or was it only this client? WhatsApp says 463 in both cases (Baileys' #2707), and the account's state tells them apart.
 * No answer counts as restricted, without an end: to try would make it worse.
 */
export async function askForRestriction(
  socket: Pick<WASocket, 'fetchAccountReachoutTimelock'>,
  now: Instant,
  timeout: (afterMs: number, ring: () => void) => () => void,
): Promise<Restriction | undefined> {
  let cancel = () => {}
  const tooLong = new Promise<undefined>((resolve) => {
    cancel = timeout(askingTakes, () => resolve(undefined))
  })
  const lock = await Promise.race([socket.fetchAccountReachoutTimelock().catch(() => undefined), tooLong])
  cancel()
  return lock ? restrictionIn(lock, now) : { since: now }
}
