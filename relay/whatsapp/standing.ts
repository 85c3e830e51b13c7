import type { ChannelTrouble, PairingCode } from '../../shared/channel-status.ts'
import type { ChannelId } from '../../shared/ids.ts'
import type { PhoneNumber } from '../../shared/phone-number.ts'
import type { Clock } from '../clock.ts'
import type { LinkedAccount } from './account.ts'
import { channelStateAfter, type LinkEvent } from './channel-state.ts'
import type { LinkStatus, ShownCodes } from './link-status.ts'

/** What an event tells beside itself. What it does not tell stays, except a trouble and another number: those are over. */
export interface Told {
  account?: LinkedAccount | undefined
  /** With another number than the one that this channel has had. */
  otherPhone?: PhoneNumber
  trouble?: ChannelTrouble | undefined
}

export interface StandingParts {
  channelId: ChannelId
  clock: Clock
  onStatus: (status: LinkStatus) => void
  onCodes: (shown: ShownCodes) => void
}

/** How a channel's link is, and what is shown of it; every change is told once. */
export class Standing {
  status: LinkStatus
  shown: ShownCodes = {}

  constructor(private readonly parts: StandingParts) {
    this.status = { channelId: parts.channelId, state: 'notPaired', since: parts.clock.now() }
  }

  happened(event: LinkEvent, { account, otherPhone, trouble }: Told = {}): void {
    const { state, since, trouble: before, otherPhone: _over, phone, name, ...kept } = this.status
    const next = channelStateAfter(state, event)
    // A trouble lasts until the next attempt has come to something.
    const still = event.type === 'opening' ? before : trouble
    this.#set({
      ...kept,
      ...withAccount({ phone, name }, account),
      ...(otherPhone ? { otherPhone } : {}),
      ...(still ? { trouble: still } : {}),
      state: next,
      since: next === state ? since : this.parts.clock.now(),
    })
  }

  /** Something beside the status has changed that belongs to it. */
  tell(): void {
    this.parts.onStatus(this.status)
  }

  show(shown: ShownCodes): void {
    if (this.shown.code === shown.code && this.shown.phoneCode === shown.phoneCode) return
    this.shown = shown
    this.parts.onCodes(shown)
  }

  get code(): PairingCode | undefined {
    return this.shown.code
  }

  #set(status: LinkStatus): void {
    if (JSON.stringify(status) === JSON.stringify(this.status)) return
    this.status = status
    this.tell()
  }
}

/** WhatsApp does not tell the name each time; another number's name is not this one's. */
function withAccount(
  { phone, name }: { phone: LinkStatus['phone']; name: LinkStatus['name'] },
  account: Pick<LinkedAccount, 'phone' | 'name'> | undefined,
): Pick<LinkStatus, 'phone' | 'name'> {
  const isAnother = account !== undefined && phone !== undefined && account.phone !== phone
  const shown = { phone: account?.phone ?? phone, name: account?.name || (isAnother ? undefined : name) }
  return { ...(shown.phone ? { phone: shown.phone } : {}), ...(shown.name ? { name: shown.name } : {}) }
}
