import type { Logger } from 'pino'
import type { ChannelId } from '../../shared/ids.ts'
import type { Clock } from '../clock.ts'
import type { IncomingReceipt } from '../inbox/incoming-message.ts'
import type { ReceiveMessage, ReceiveTogether } from '../inbox/receive-message.ts'
import type { OutgoingMessage } from '../outbox/send-to-whatsapp.ts'
import type { Store } from '../store/open.ts'
import type { SetAlarm } from '../timer.ts'
import type { LinkedAccount } from './account.ts'
import type { WhatsAppSettings } from './settings.ts'

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
  onReceipt: (receipt: IncomingReceipt) => Promise<void>
  /** Called at each login, so also when the phone or the name has changed. */
  onLinked: (channelId: ChannelId, account: LinkedAccount) => Promise<void>
  /** A message of ours by WhatsApp's id: a phone that could not decrypt it asks for it again. */
  sentMessage: (channelId: ChannelId, whatsappId: string) => Promise<OutgoingMessage | undefined>
  setAlarm?: SetAlarm
}
