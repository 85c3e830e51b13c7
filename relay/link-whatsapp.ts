import type { Logger } from 'pino'
import type { PairingCode } from '../shared/channel-status.ts'
import type { RelayFrame } from '../shared/events.ts'
import type { ChannelId, NewId } from '../shared/ids.ts'
import { administerChannels } from './channels/administer-channels.ts'
import { ChannelBoard } from './channels/channel-board.ts'
import { ChannelList } from './channels/channel-list.ts'
import { type ChannelNews, tellOfChannels } from './channels/tell-of-channels.ts'
import type { Clock } from './clock.ts'
import { createLearnIdentity } from './inbox/learn-identity.ts'
import type { Live } from './inbox/live.ts'
import { createReceiveMessage, createReceiveTogether, createReceiveWithin } from './inbox/receive-message.ts'
import { startHistory } from './link-history.ts'
import { startMedia } from './link-media.ts'
import { createDeliveries } from './link-sending.ts'
import type { MediaStore } from './media/media-store.ts'
import { createPreviewOf } from './media/preview.ts'
import type { Thumbnails } from './media/thumbnails.ts'
import { sentBefore } from './outbox/sent-before.ts'
import { createTakeReceipt } from './outbox/take-receipts.ts'
import { typedPhone } from './phone-text.ts'
import type { Settings } from './settings.ts'
import { keepWhatsAppVersion, keptWhatsAppVersion } from './store/kept-settings.ts'
import type { Store } from './store/open.ts'
import { systemAlarm } from './timer.ts'
import { createWhatsApp, type WhatsApp } from './whatsapp/host.ts'
import { type AgentFor, createAgentFor } from './whatsapp/proxy.ts'
import { createRestrictions } from './whatsapp/restrictions.ts'
import { realWhatsApp, type WhatsAppSettings } from './whatsapp/settings.ts'
import { createFetchNewestVersion, createWebVersion, type WebVersion } from './whatsapp/web-version.ts'
import type { WhatsAppParts } from './whatsapp/whatsapp-parts.ts'

export interface LinkWhatsAppDeps {
  settings: Settings
  store: Store
  media: MediaStore
  thumbnails: Thumbnails
  clock: Clock
  newId: NewId
  live: Live
  log: Logger
  /** For whoever sits in front of the terminal. */
  showPairingCode(code: PairingCode): void
  say(sentence: string): void
  onError(error: unknown): void
}

/** How long a message or file under way is waited for when the relay ends, in milliseconds. */
const finishingTakes = 3_000

/** Composes the WhatsApp side: the channels' sessions, what comes in, what goes out. */
export async function linkWhatsApp(deps: LinkWhatsAppDeps) {
  const list = await ChannelList.open(deps)
  const agentFor = createAgentFor((id) => list.settingsOf(id).proxy)
  const version = await versionOf(deps, agentFor)
  const restrictions = createRestrictions(deps.clock.now, systemAlarm, (id) =>
    news.note(id, { restriction: restrictions.of(id) }),
  )
  const whatsapp = createWhatsApp({ ...partsOf(deps, list), agentFor, version, onRestriction: restrictions.note })
  const board = new ChannelBoard(list, whatsapp.statusOf)
  const news = tellOfChannels({ ...deps, list, board, isDeaf: whatsapp.isDeaf })
  const { note, changed, channelChanged } = news
  const deliveries = createDeliveries(deps, { whatsapp, list, board, channelChanged, note })
  whatsapp.onStatus(({ channelId }) => changed(channelId))
  whatsapp.onPairingCode((channelId, shown) => {
    news.codesShown(channelId, shown)
    if (shown.code) deps.showPairingCode(shown.code)
  })
  let working: { stop(): Promise<void> }[] = []
  return {
    start: async () => {
      await whatsapp.start(list.ids)
      const settings = whatsappSettings(deps.settings)
      working = [
        startMedia({ ...deps, settings, agentFor, askPhone: whatsapp.askPhone }),
        startHistory({ ...deps, settings, agentFor, list, board, whatsapp, changed }),
      ]
      list.ids.forEach(deliveries.begin)
    },
    stop: async () => {
      news.stop()
      const quiet = Promise.all([...working.map((part) => part.stop()), ...list.ids.map(deliveries.end)])
      // What is under way may finish; an answer that never comes is given up with the connection.
      await Promise.race([quiet, new Promise<void>((resolve) => void systemAlarm(finishingTakes, resolve))])
      await whatsapp.stop()
      await quiet
    },
    statuses: board.all,
    /** What administrators see beside: codes to scan or to type, and what is wrong. */
    forAdministrators: (): RelayFrame[] => [...shownFrames(whatsapp, list.ids), alertsFrame(news)],
    channelSettings: list.settingsOf,
    admin: administerChannels({
      list,
      board,
      links: whatsapp,
      readPhone: (text) => typedPhone(text, deps.settings.country),
      ...deliveries,
      onChanged: news.listChanged,
    }),
  }
}

export type LinkedWhatsApp = Awaited<ReturnType<typeof linkWhatsApp>>

const shownFrames = (whatsapp: WhatsApp, ids: ChannelId[]): RelayFrame[] =>
  ids.flatMap((channelId) => {
    const code = whatsapp.pairingCodeOf(channelId)
    const phoneCode = whatsapp.phoneCodeOf(channelId)
    if (!code && !phoneCode) return []
    return { type: 'pairing', channelId, ...(code ? { code } : {}), ...(phoneCode ? { phoneCode } : {}) }
  })

const alertsFrame = (news: ChannelNews): RelayFrame => ({ type: 'alerts', alerts: news.alerts() })

function partsOf(
  { settings, store, media, thumbnails, clock, newId, log }: LinkWhatsAppDeps,
  list: ChannelList,
): WhatsAppParts {
  return {
    settings: whatsappSettings(settings),
    store,
    clock,
    log,
    random: Math.random,
    receive: createReceiveMessage(store, clock, newId),
    receiveTogether: createReceiveTogether(store, clock, newId),
    receiveWithin: createReceiveWithin(clock, newId),
    onReceipt: createTakeReceipt(store),
    learnIdentity: createLearnIdentity(store, clock, newId),
    onLinked: list.notePhone,
    formerPhone: list.phoneOf,
    sentMessage: (channelId, whatsappId) => sentBefore(store.read, { channelId, whatsappId }, media.pathOf),
    previewOf: createPreviewOf(thumbnails),
  }
}

/** The settings' version, else the one that WhatsApp named last; a stand-in takes any and is never asked. */
async function versionOf({ settings, store }: LinkWhatsAppDeps, agentFor: AgentFor): Promise<WebVersion> {
  return createWebVersion({
    first: settings.whatsappVersion ?? (await keptWhatsAppVersion(store.read)),
    fetchNewest: settings.whatsappStandIn === undefined ? createFetchNewestVersion(agentFor) : async () => undefined,
    keep: (version) => store.write((tx) => keepWhatsAppVersion(tx, version)),
  })
}

const whatsappSettings = ({ whatsappStandIn }: Settings): WhatsAppSettings =>
  whatsappStandIn === undefined ? realWhatsApp : { webSocketUrl: whatsappStandIn, isStandIn: true }
