import type { PairingCode } from '../../shared/channel-status.ts'
import type { Instant } from '../../shared/ids.ts'

export interface PairingClock {
  /** `0:47` */
  remaining: string
  /** WhatsApp refuses the code from now on; the next one is on its way. */
  expired: boolean
}

/** How long a code may still be scanned. Counts up to the whole second, so that 0:00 is shown only when it is over. */
export function pairingClock({ expiresAt }: Pick<PairingCode, 'expiresAt'>, now: Instant): PairingClock {
  const seconds = Math.max(0, Math.ceil((expiresAt - now) / 1000))
  return {
    remaining: `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`,
    expired: seconds === 0,
  }
}
