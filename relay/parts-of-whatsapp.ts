import type { Logger } from 'pino'
import type { NewId } from '../shared/ids.ts'
import type { ChannelList } from './channels/channel-list.ts'
import type { Clock } from './clock.ts'
import { createLearnIdentity } from './inbox/learn-identity.ts'
import {
  createReceiveMessage,
  createReceiveTogether,
  createReceiveWithin,
  type Routing,
} from './inbox/receive-message.ts'
import type { MediaStore } from './media/media-store.ts'
import { createPreviewOf } from './media/preview.ts'
import type { Thumbnails } from './media/thumbnails.ts'
import { sentBefore } from './outbox/sent-before.ts'
import { createTakeReceipt } from './outbox/take-receipts.ts'
import type { Settings } from './settings.ts'
import { keepWhatsAppVersion, keptWhatsAppVersion } from './store/kept-settings.ts'
import type { Store } from './store/open.ts'
import type { AgentFor } from './whatsapp/proxy.ts'
import { realWhatsApp, type WhatsAppSettings } from './whatsapp/settings.ts'
import { createFetchNewestVersion, createWebVersion, type WebVersion } from './whatsapp/web-version.ts'
import type { WhatsAppParts } from './whatsapp/whatsapp-parts.ts'

/** What the link to WhatsApp is made of. */
export interface PartsDeps {
  settings: Settings
  store: Store
  media: MediaStore
  thumbnails: Thumbnails
  clock: Clock
  newId: NewId
  log: Logger
  /** The rules of routing as they are now. */
  routing: Routing
}

/** What WhatsApp's side asks of the rest of the relay. */
export function partsOfWhatsApp(
  { settings, store, media, thumbnails, clock, newId, log, routing }: PartsDeps,
  list: ChannelList,
): WhatsAppParts {
  return {
    settings: whatsappSettings(settings),
    store,
    clock,
    log,
    random: Math.random,
    receive: createReceiveMessage(store, clock, newId, routing),
    receiveTogether: createReceiveTogether(store, clock, newId, routing),
    receiveWithin: createReceiveWithin(clock, newId, routing),
    onReceipt: createTakeReceipt(store),
    learnIdentity: createLearnIdentity(store, clock, newId),
    onLinked: list.notePhone,
    formerPhone: list.phoneOf,
    sentMessage: (channelId, whatsappId) => sentBefore(store.read, { channelId, whatsappId }, media.pathOf),
    previewOf: createPreviewOf(thumbnails),
  }
}

/** The settings' version, else the one that WhatsApp named last; a stand-in takes any and is never asked. */
export async function versionOf(
  { settings, store }: Pick<PartsDeps, 'settings' | 'store'>,
  agentFor: AgentFor,
): Promise<WebVersion> {
  return createWebVersion({
    first: settings.whatsappVersion ?? (await keptWhatsAppVersion(store.read)),
    fetchNewest: settings.whatsappStandIn === undefined ? createFetchNewestVersion(agentFor) : async () => undefined,
    keep: (version) => store.write((tx) => keepWhatsAppVersion(tx, version)),
  })
}

/** Real WhatsApp, unless the settings name a stand-in on this machine. */
export const whatsappSettings = ({ whatsappStandIn }: Settings): WhatsAppSettings =>
  whatsappStandIn === undefined ? realWhatsApp : { webSocketUrl: whatsappStandIn, isStandIn: true }
