import type { Logger } from 'pino'
import type { ChannelStatus, PairingCode } from '../shared/channel-status.ts'
import { has } from '../shared/employee.ts'
import { type ChannelId, channelIdSchema, type NewId } from '../shared/ids.ts'
import type { Clock } from './clock.ts'
import type { Live } from './inbox/live.ts'
import { createNoteFile } from './inbox/note-file.ts'
import { createReceiveMessage, createReceiveTogether } from './inbox/receive-message.ts'
import type { MediaStore } from './media/media-store.ts'
import { type Delivery, startDelivery } from './outbox/deliver.ts'
import { outgoingMessage } from './outbox/outgoing-message.ts'
import { createTakeReceipt } from './outbox/take-receipts.ts'
import { Refused } from './refused.ts'
import type { Settings } from './settings.ts'
import { createSignal } from './signal.ts'
import { addChannel, listChannels, noteChannelPhone } from './store/channels.ts'
import { filesToFetch } from './store/files.ts'
import { messagesByWhatsappId } from './store/messages.ts'
import type { Store } from './store/open.ts'
import { systemAlarm } from './timer.ts'
import { startFetchingMedia } from './whatsapp/fetch-media.ts'
import { createWhatsApp, type WhatsApp } from './whatsapp/host.ts'
import { createFetchFromWhatsApp } from './whatsapp/media.ts'
import { realWhatsApp, type WhatsAppSettings } from './whatsapp/settings.ts'
import type { WhatsAppParts } from './whatsapp/whatsapp-parts.ts'

export interface LinkWhatsAppDeps {
  settings: Settings
  store: Store
  media: MediaStore
  clock: Clock
  newId: NewId
  live: Live
  log: Logger
  /** For whoever sits in front of the terminal. */
  showPairingCode(code: PairingCode): void
  onError(error: unknown): void
}

/** How long a message or file under way is waited for when the relay ends, in milliseconds. */
const finishingTakes = 3_000

/** Composes the WhatsApp side: the channels' sessions, what comes in, what goes out. */
export async function linkWhatsApp(deps: LinkWhatsAppDeps) {
  const { store, live } = deps
  const channelIds = await channelsOf(deps)
  const whatsapp = createWhatsApp(partsOf(deps))
  const cameOnline = createSignal()
  whatsapp.onStatus((channel) => {
    live.tellAll({ type: 'channel', channel })
    cameOnline.fire()
  })
  whatsapp.onPairingCode((channelId, code) => {
    live.tellAll({ type: 'pairing', channelId, ...(code ? { code } : {}) }, (employee) => has(employee, 'admin'))
    if (code) deps.showPairingCode(code)
  })
  let deliveries: Delivery[] = []
  let fetching: { stop(): Promise<void> } | undefined
  return {
    start: async () => {
      await whatsapp.start(channelIds)
      fetching = fetchMedia(deps)
      deliveries = channelIds.map((id) =>
        startDelivery(id, {
          store,
          cameOnline,
          clock: deps.clock,
          setAlarm: systemAlarm,
          send: whatsapp.send,
          isOnline: (channelId) => whatsapp.statusOf(channelId).state === 'online',
          pathOfFile: deps.media.pathOf,
          onError: deps.onError,
        }),
      )
    },
    stop: async () => {
      const quiet = Promise.all([fetching?.stop(), ...deliveries.map((delivery) => delivery.stop())])
      // What is under way may finish; an answer that never comes is given up with the connection.
      await Promise.race([quiet, new Promise<void>((resolve) => void systemAlarm(finishingTakes, resolve))])
      await whatsapp.stop()
      await quiet
    },
    statuses: (): ChannelStatus[] => channelIds.map((id) => whatsapp.statusOf(id)),
    pairingCodes: (): PairingCode[] => channelIds.flatMap((id) => whatsapp.pairingCodeOf(id) ?? []),
    admin: guarded(whatsapp, channelIds),
  }
}

export type LinkedWhatsApp = Awaited<ReturnType<typeof linkWhatsApp>>

/** A relay begins with one channel. */
async function channelsOf({ store, clock, newId }: LinkWhatsAppDeps): Promise<ChannelId[]> {
  return await store.write(async (tx) => {
    const known = await listChannels(tx)
    if (known.length > 0) return known.map((channel) => channel.id)
    const id = newId(channelIdSchema)
    await addChannel(tx, { id, name: 'WhatsApp', createdAt: clock.now() })
    return [id]
  })
}

function partsOf({ settings, store, media, clock, newId, log }: LinkWhatsAppDeps): WhatsAppParts {
  return {
    settings: whatsappSettings(settings),
    store,
    clock,
    log,
    random: Math.random,
    receive: createReceiveMessage(store, clock, newId),
    receiveTogether: createReceiveTogether(store, clock, newId),
    onReceipt: createTakeReceipt(store),
    onLinked: (id, account) => store.write((tx) => noteChannelPhone(tx, id, account.phone, account.name)),
    sentMessage: async (channelId, whatsappId) => {
      const [message] = await messagesByWhatsappId(store.read, channelId, [whatsappId])
      return message && (await outgoingMessage(store.read, message.id, media.pathOf))
    },
  }
}

const fetchMedia = ({ settings, store, media, clock, log }: LinkWhatsAppDeps) =>
  startFetchingMedia({
    filesToFetch: (limit) => filesToFetch(store.read, limit),
    onFetched: createNoteFile(store, clock),
    fetch: createFetchFromWhatsApp(whatsappSettings(settings), media),
    wake: store.journalGrew,
    setAlarm: systemAlarm,
    random: Math.random,
    log,
  })

const whatsappSettings = ({ whatsappStandIn, whatsappVersion: version }: Settings): WhatsAppSettings => ({
  ...(whatsappStandIn === undefined ? realWhatsApp : { webSocketUrl: whatsappStandIn, isStandIn: true }),
  ...(version ? { version } : {}),
})

/** An unknown channel is refused in words. */
function guarded(whatsapp: WhatsApp, channelIds: ChannelId[]) {
  const known = (id: ChannelId): ChannelId => {
    if (!channelIds.includes(id)) throw new Refused('notFound', 'There is no such number.')
    return id
  }
  return {
    startPairing: async (id: ChannelId) => whatsapp.startPairing(known(id)),
    unlink: async (id: ChannelId) => whatsapp.unlink(known(id)),
  }
}
