import type { Logger } from 'pino'
import type { ChannelId } from '../../shared/ids.ts'
import type { PhoneNumber } from '../../shared/phone-number.ts'
import type { Clock } from '../clock.ts'
import type { IncomingReceipt } from '../inbox/incoming-message.ts'
import type { LearnIdentity } from '../inbox/learn-identity.ts'
import type { ReceiveMessage, ReceiveTogether, ReceiveWithin } from '../inbox/receive-message.ts'
import type { SentBefore } from '../outbox/send-to-whatsapp.ts'
import type { Store } from '../store/open.ts'
import type { SetAlarm } from '../timer.ts'
import type { LinkedAccount } from './account.ts'
import type { AgentFor } from './proxy.ts'
import type { Restriction } from './restriction.ts'
import type { WhatsAppSettings } from './settings.ts'
import type { WebVersion } from './web-version.ts'

/** Everything the link to WhatsApp touches, passed in. */
export interface WhatsAppParts {
  settings: WhatsAppSettings
  store: Store
  clock: Clock
  /** For the jitter of reconnects: 0 ≤ value < 1. */
  random: () => number
  log: Logger
  receive: ReceiveMessage
  /** The same for a burst, in one transaction. */
  receiveTogether: ReceiveTogether
  /** The same within the commit that stores the arrivals. */
  receiveWithin?: ReceiveWithin
  onReceipt: (receipt: IncomingReceipt) => Promise<void>
  /** What WhatsApp tells, outside of messages, of who is who. */
  learnIdentity: LearnIdentity
  /** Called at each login, so also when the phone or the name has changed. */
  onLinked: (channelId: ChannelId, account: LinkedAccount) => Promise<void>
  /** A message or change of ours by WhatsApp's id: a phone that could not decrypt it asks for it again. */
  sentMessage: (channelId: ChannelId, whatsappId: string) => Promise<SentBefore | undefined>
  /** A tiny JPEG of a picture in the media store, base64; none without it. */
  previewOf?: (sha256: string) => Promise<string | undefined>
  /** WhatsApp has said what a number may do: `undefined`, all of it. */
  onRestriction?: (channelId: ChannelId, restriction: Restriction | undefined) => void
  setAlarm?: SetAlarm
  /** The way of a channel's connections; straight without it. */
  agentFor?: AgentFor
  /** The version of WhatsApp Web to present; Baileys' own without it. */
  version?: WebVersion
  /** The number that a channel has had so far: another one is not used before the administrator has said so. */
  formerPhone?: (channelId: ChannelId) => PhoneNumber | undefined
  /** Whether another channel is linked with that number. */
  isLinkedElsewhere?: (channelId: ChannelId, phone: PhoneNumber) => boolean
}
