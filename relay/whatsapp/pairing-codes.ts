import type { Logger } from 'pino'
import type { Clock } from '../clock.ts'
import type { LinkStatus } from './link-status.ts'
import { phoneCodeLives } from './pair-by-phone.ts'
import { allUsedUp, nextCode } from './pairing.ts'
import type { PhonePairing } from './phone-pairing.ts'
import type { Standing } from './standing.ts'

export interface PairingCodesParts {
  channelId: LinkStatus['channelId']
  clock: Clock
  log: Logger
  standing: Standing
}

/** The codes of a pairing that is under way: to scan, or one to type on the phone. */
export class PairingCodes {
  /** Set: a code to type, not codes to scan. */
  phone: PhonePairing | undefined

  constructor(private readonly parts: PairingCodesParts) {}

  get areUsedUp(): boolean {
    const { standing, clock } = this.parts
    return allUsedUp(standing.shown.code, clock.now())
  }

  gotCode = (qr: string, total: number): void => {
    const { channelId, clock, standing } = this.parts
    const series = { total, shown: standing.shown.code?.number ?? 0 }
    standing.show({ code: nextCode(channelId, series, qr, clock.now()) })
    standing.happened({ type: 'codeShown' })
  }

  gotPhoneCode = (code: string, total: number): void => {
    const { channelId, clock, standing } = this.parts
    if (!this.phone) return
    const expiresAt = clock.now() + phoneCodeLives(total)
    standing.show({ phoneCode: { channelId, code, phone: this.phone.phone, expiresAt } })
    standing.happened({ type: 'codeShown' })
    this.phone.gotCode()
  }

  scanned(): void {
    const { standing } = this.parts
    this.phone = undefined
    standing.show({})
    standing.happened({ type: 'scanned' })
  }

  /** @param close ends the connection. */
  async phoneRefused(reason: string, close: () => Promise<void>): Promise<void> {
    const { channelId, log, standing } = this.parts
    const pairing = this.phone
    if (!pairing) return
    log.warn({ channelId, reason }, 'WhatsApp gave no code for this phone')
    this.phone = undefined
    await close()
    standing.happened({ type: 'forgotten' }, { trouble: 'phoneRefused' })
    pairing.refused(`WhatsApp gave no code for this number (${reason}): check it and try later, or scan.`)
  }

  /** The connection has ended. Whoever waits for his code is told; the next connection asks for it again. */
  notReached(): void {
    this.phone?.refused('WhatsApp could not be asked for a code: see what stands in the way of this number.')
  }

  /** Nobody wants them any more. */
  ended(): void {
    this.phone?.refused('The pairing was ended.')
    this.phone = undefined
  }
}
