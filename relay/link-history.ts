import type { Agent } from 'node:https'
import type { Logger } from 'pino'
import type { ChannelId, NewId } from '../shared/ids.ts'
import type { ChannelBoard } from './channels/channel-board.ts'
import type { ChannelList } from './channels/channel-list.ts'
import type { Clock } from './clock.ts'
import { createLearnIdentity } from './inbox/learn-identity.ts'
import { createNameContact } from './inbox/name-contact.ts'
import { createReceiveTogether } from './inbox/receive-message.ts'
import type { Store } from './store/open.ts'
import { systemAlarm } from './timer.ts'
import { historyBytes } from './whatsapp/history-bytes.ts'
import { startLoadingHistory } from './whatsapp/history-line.ts'
import type { WhatsAppSettings } from './whatsapp/settings.ts'

export interface LinkHistoryDeps {
  settings: WhatsAppSettings
  store: Store
  clock: Clock
  newId: NewId
  log: Logger
  list: Pick<ChannelList, 'ids' | 'settingsOf'>
  board: Pick<ChannelBoard, 'of' | 'note'>
  /** Where WhatsApp says that files are to be had now. */
  whatsapp: { mediaHostOf: (channelId: ChannelId) => Promise<string | undefined> }
  agentFor: (channelId: ChannelId) => Agent | undefined
  /** A channel is shown differently now. */
  changed: (channelId: ChannelId) => void
}

/** Composes what loads the history of phones that were linked. */
export function startHistory({
  store,
  clock,
  newId,
  log,
  settings,
  list,
  board,
  whatsapp,
  agentFor,
  changed,
}: LinkHistoryDeps) {
  return startLoadingHistory({
    store,
    log,
    channelIds: () => list.ids,
    daysOf: (channelId) => list.settingsOf(channelId).historyDays,
    ownPhoneOf: (channelId) => board.of(channelId).phone,
    bytesOf: async (channelId, notice, signal) => {
      const isInline = (notice.initialHistBootstrapInlinePayload?.length ?? 0) > 0
      const host = isInline ? undefined : await whatsapp.mediaHostOf(channelId)
      if (!isInline && host === undefined) throw new Error('the number is not online: nobody says where its history is')
      return await historyBytes(notice, { settings, host, agent: agentFor(channelId), signal })
    },
    receiveTogether: createReceiveTogether(store, clock, newId),
    learnIdentity: createLearnIdentity(store, clock, newId),
    nameContact: createNameContact(store, clock),
    onProgress: (channelId, historyPercent) => {
      if (board.note(channelId, { historyPercent })) changed(channelId)
    },
    wake: store.journalGrew,
    setAlarm: systemAlarm,
    now: () => clock.now(),
    random: Math.random,
  })
}
