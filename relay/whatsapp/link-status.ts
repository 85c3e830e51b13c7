import type { ChannelStatus, PairingCode, PhoneCode } from '../../shared/channel-status.ts'

/** As much of a channel's status as its link to WhatsApp knows; how the administrator calls it and the like stand elsewhere. */
export type LinkStatus = Pick<
  ChannelStatus,
  'channelId' | 'state' | 'since' | 'phone' | 'name' | 'otherPhone' | 'trouble'
>

/** What the company's phone is to scan or to be told, if anything. */
export interface ShownCodes {
  code?: PairingCode
  phoneCode?: PhoneCode
}
