import type { ChannelId } from '../shared/ids.ts'
import { createTimeZoneOffset } from '../shared/time-zone.ts'
import type { ChannelBoard, ChannelNotes } from './channels/channel-board.ts'
import type { ChannelList } from './channels/channel-list.ts'
import type { Clock } from './clock.ts'
import type { Live } from './inbox/live.ts'
import { createTellSeers } from './inbox/tell-seers.ts'
import type { MediaStore } from './media/media-store.ts'
import { allowanceOf } from './outbox/allowance.ts'
import { officeDay } from './outbox/day-start.ts'
import { type Delivery, type DeliveryDeps, startDelivery } from './outbox/deliver.ts'
import { type ChangeDeliveryDeps, startChangeDelivery } from './outbox/deliver-changes.ts'
import { whyOffline } from './outbox/departure.ts'
import { createUploadNews } from './outbox/upload-news.ts'
import type { Settings } from './settings.ts'
import type { Signal } from './signal.ts'
import type { Store } from './store/open.ts'
import { systemAlarm } from './timer.ts'
import type { WhatsApp } from './whatsapp/host.ts'

export interface LinkSendingDeps {
  settings: Settings
  store: Store
  media: MediaStore
  clock: Clock
  live: Live
  onError(error: unknown): void
}

export interface Numbers {
  whatsapp: WhatsApp
  list: ChannelList
  board: ChannelBoard
  /** Fires when one may have come online, or its settings or restriction may have changed. */
  channelChanged: Signal
  /** Shows everybody what is known of a number. */
  note(id: ChannelId, notes: ChannelNotes): void
}

/** Each number sends by itself: one that is down or slow holds up no other. */
export function createDeliveries(deps: LinkSendingDeps, numbers: Numbers) {
  const deliveries = new Map<ChannelId, Delivery[]>()
  const parts = partsOf(deps, numbers)
  return {
    begin: (id: ChannelId): void => {
      deliveries.set(id, [startDelivery(id, parts), startChangeDelivery(id, parts), showAllowance(id, parts, numbers)])
    },
    end: async (id: ChannelId): Promise<void> => {
      const ending = deliveries.get(id) ?? []
      deliveries.delete(id)
      await Promise.all(ending.map((delivery) => delivery.stop()))
    },
  }
}

type Parts = DeliveryDeps & ChangeDeliveryDeps & { firstMessage: Map<ChannelId, () => void> }

function partsOf(deps: LinkSendingDeps, { whatsapp, list, board, channelChanged }: Numbers): Parts {
  const { store, clock, live, media, settings, onError } = deps
  const firstMessage = new Map<ChannelId, () => void>()
  const tellSeers = createTellSeers({ store, live })
  return {
    store,
    clock,
    channelChanged,
    setAlarm: systemAlarm,
    random: Math.random,
    send: whatsapp.send,
    sendChange: whatsapp.sendChange,
    sendReadReceipts: whatsapp.sendReadReceipts,
    linkOf: (id) => {
      const { state } = whatsapp.statusOf(id)
      return state === 'online' ? { online: true } : { online: false, reason: whyOffline(state) }
    },
    settingsOf: list.settingsOf,
    restrictionOf: (id) => board.of(id).restriction,
    timeZoneOffset: createTimeZoneOffset(settings.timeZone),
    pathOfFile: media.pathOf,
    onUpload: createUploadNews((progress) => {
      tellSeers(progress.conversationId, { type: 'upload', ...progress }).catch(onError)
    }, clock.now),
    onFirstMessage: (id) => firstMessage.get(id)?.(),
    firstMessage,
    onError,
  }
}

/** Keeps people informed of how many strangers were written to today. It begins anew with the office's day. */
function showAllowance(id: ChannelId, parts: Parts, { note }: Numbers): Delivery {
  const { store, clock, settingsOf, timeZoneOffset, setAlarm, channelChanged, firstMessage, onError } = parts
  let cancelAlarm = () => {}
  const show = (): void => {
    const { start, next } = officeDay(clock.now(), timeZoneOffset)
    cancelAlarm()
    cancelAlarm = setAlarm(next - clock.now(), show)
    Promise.resolve(settingsOf(id))
      .then((settings) => allowanceOf(store.read, id, start, settings))
      .then((allowance) => note(id, { allowance }))
      .catch(onError)
  }
  firstMessage.set(id, show)
  const stopListening = channelChanged.listen(show)
  show()
  return {
    stop: async () => {
      firstMessage.delete(id)
      stopListening()
      cancelAlarm()
    },
  }
}
