import type { Logger } from 'pino'
import type { ChannelStatus, PairingCode } from '../../shared/channel-status.ts'
import type { ChannelId } from '../../shared/ids.ts'
import type { PhoneNumber } from '../../shared/phone-number.ts'
import type { Clock } from '../clock.ts'
import type { IncomingReceipt } from '../inbox/incoming-message.ts'
import type { ReceiveMessage } from '../inbox/receive-message.ts'
import type { OutgoingMessage, SendToWhatsApp } from '../outbox/send-to-whatsapp.ts'
import type { Store } from '../store/open.ts'
import type { WhatsAppSettings } from './settings.ts'
import type { Timer } from './timer.ts'

/** The account a channel was paired with. */
export interface LinkedAccount {
  phone: PhoneNumber
  lid?: string
  /** The name that WhatsApp shows to clients; empty when unknown. */
  name: string
}

/** Everything the link to WhatsApp touches, passed in. */
export interface WhatsAppParts {
  settings: WhatsAppSettings
  store: Store
  clock: Clock
  /** For the jitter of reconnects: 0 ≤ value < 1. */
  random: () => number
  log: Logger
  receive: ReceiveMessage
  onReceipt: (receipt: IncomingReceipt) => Promise<void>
  /** Called at each login, so also when the phone or the name has changed. */
  onLinked: (channelId: ChannelId, account: LinkedAccount) => Promise<void>
  /** A message of ours by WhatsApp's id: a phone that could not decrypt it asks for it again. */
  sentMessage: (channelId: ChannelId, whatsappId: string) => Promise<OutgoingMessage | undefined>
  timer?: Timer
}

/** All channels' links to WhatsApp. One that fails never disturbs another. */
export interface WhatsApp {
  /** Connects these channels; one without a number begins to pair. Resolves once each has begun, not once it is online. */
  start(channelIds: readonly ChannelId[]): Promise<void>
  /** Adds a channel while running. */
  add(channelId: ChannelId): Promise<void>
  /** Ends the connections in peace: what has arrived is durable, nothing new is taken. */
  stop(): Promise<void>
  statusOf(channelId: ChannelId): ChannelStatus
  onStatus(listener: (status: ChannelStatus) => void): () => void
  pairingCodeOf(channelId: ChannelId): PairingCode | undefined
  /** `undefined`: the code no longer counts. */
  onPairingCode(listener: (channelId: ChannelId, code: PairingCode | undefined) => void): () => void
  /** «Обновить код». Does nothing for a channel that is linked. */
  startPairing(channelId: ChannelId): Promise<void>
  /** «Подключить»: tries again at once, also after `replaced`, `banned` and `versionRefused`. */
  connect(channelId: ChannelId): Promise<void>
  /** Unlinks the device and forgets its keys; conversations are kept. */
  unlink(channelId: ChannelId): Promise<void>
  send: SendToWhatsApp
}

export declare function createWhatsApp(parts: WhatsAppParts): WhatsApp
