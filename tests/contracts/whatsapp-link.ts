import { once } from 'node:events'
import { join } from 'node:path'
import { pino } from 'pino'
import type { Incoming, IncomingMessage, IncomingReceipt } from '../../relay/inbox/incoming-message.ts'
import { type MediaStore, openMediaStore } from '../../relay/media/media-store.ts'
import type { OutgoingMessage } from '../../relay/outbox/send-to-whatsapp.ts'
import type { Store } from '../../relay/store/open.ts'
import type { LinkedAccount } from '../../relay/whatsapp/account.ts'
import { createWhatsApp, type WhatsApp } from '../../relay/whatsapp/host.ts'
import type { WhatsAppParts } from '../../relay/whatsapp/whatsapp-parts.ts'
import type { ChannelState, PairingCode } from '../../shared/channel-status.ts'
import type { ChannelId } from '../../shared/ids.ts'
import type { WhatsAppStandIn } from '../world/whatsapp/whatsapp.ts'

/** The WhatsApp side of a relay on its own, with everything it told so far. */
export interface Link {
  whatsapp: WhatsApp
  media: MediaStore
  messages: IncomingMessage[]
  receipts: IncomingReceipt[]
  accounts: LinkedAccount[]
  states: ChannelState[]
  /** Messages of ours that a phone may ask for again. */
  sent: OutgoingMessage[]
  /** What happens to the next arrivals: throw to simulate trouble. */
  beforeReceive: (incoming: Incoming | undefined) => Promise<void>
  /** Resolves with the first value that is not undefined; looks again after everything that happens. */
  until<T>(look: () => T | undefined): Promise<T>
  state(wanted: ChannelState): Promise<void>
  code(): Promise<PairingCode>
  stop(): Promise<void>
}

export async function linkTo(
  standIn: WhatsAppStandIn,
  { store, channelId, folder }: { store: Store; channelId: ChannelId; folder: string },
  more: Partial<WhatsAppParts> = {},
): Promise<Link> {
  const events = new EventTarget()
  const told = () => events.dispatchEvent(new Event('told'))
  const link: Pick<Link, 'messages' | 'receipts' | 'accounts' | 'states' | 'sent' | 'beforeReceive'> = {
    messages: [],
    receipts: [],
    accounts: [],
    states: [],
    sent: [],
    beforeReceive: async () => {},
  }
  const take = (incoming: readonly Incoming[]) => {
    for (const each of incoming) if ('kind' in each) link.messages.push(each)
    told()
  }
  const whatsapp = createWhatsApp({
    settings: { webSocketUrl: standIn.url, isStandIn: true },
    store,
    clock: { now: () => Date.now() },
    random: () => 0,
    log: pino({ level: process.env.LINK_LOG ?? 'silent' }),
    receive: async (incoming, settle) => {
      await link.beforeReceive(incoming)
      await store.write(settle)
      take(incoming ? [incoming] : [])
    },
    receiveTogether: async (incoming, settle) => {
      for (const each of incoming) await link.beforeReceive(each)
      await store.write(settle)
      take(incoming)
    },
    onReceipt: async (receipt) => {
      link.receipts.push(receipt)
      told()
    },
    learnIdentity: async () => {},
    onLinked: async (_, account) => {
      link.accounts.push(account)
      told()
    },
    sentMessage: async (_, whatsappId) => link.sent.find((message) => message.whatsappId === whatsappId),
    ...more,
  })
  whatsapp.onStatus(({ state }) => {
    if (link.states.at(-1) !== state) link.states.push(state)
    told()
  })
  whatsapp.onPairingCode(told)
  const until = async <T>(look: () => T | undefined): Promise<T> => {
    for (let found = look(); ; found = look()) {
      if (found !== undefined) return found
      await once(events, 'told')
    }
  }
  return Object.assign(link, {
    whatsapp,
    media: await openMediaStore(join(folder, 'media'), 1024 * 1024),
    until,
    state: (wanted: ChannelState) =>
      until(() => (whatsapp.statusOf(channelId).state === wanted ? true : undefined)).then(() => {}),
    code: () => until(() => whatsapp.pairingCodeOf(channelId)),
    stop: () => whatsapp.stop(),
  })
}
