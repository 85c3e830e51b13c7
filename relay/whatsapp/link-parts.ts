import type { SetAlarm } from '../timer.ts'
import type { LedgerParts } from './ledger.ts'
import type { Standing } from './standing.ts'
import type { StanzaOrder } from './stanza-order.ts'
import type { SilenceWatch } from './watch-silence.ts'
import type { WhatsAppParts } from './whatsapp-parts.ts'

/** What the one connection of a channel touches. */
export interface LinkParts extends WhatsAppParts {
  channelId: Standing['status']['channelId']
  setAlarm: SetAlarm
  standing: Standing
  silence: SilenceWatch
  order: StanzaOrder
  /** What changes the connection happens one after the other; whoever calls `open`, `close` or `leave` is in that line already. */
  inLine: (work: () => Promise<void>) => Promise<void>
  onArrivals: () => void
  takeWithin: NonNullable<LedgerParts['takeWithin']>
}
