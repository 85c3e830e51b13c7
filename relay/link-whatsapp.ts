import type { PairingCode } from '../shared/channel-status.ts'
import type { RelayFrame } from '../shared/events.ts'
import type { ChannelId } from '../shared/ids.ts'
import { administerChannels } from './channels/administer-channels.ts'
import { ChannelBoard } from './channels/channel-board.ts'
import { ChannelList } from './channels/channel-list.ts'
import { type ChannelNews, tellOfChannels } from './channels/tell-of-channels.ts'
import { watchSessions } from './channels/watch-sessions.ts'
import type { Live } from './inbox/live.ts'
import { startHistory } from './link-history.ts'
import { startMedia } from './link-media.ts'
import { createDeliveries } from './link-sending.ts'
import { type PartsDeps, partsOfWhatsApp, versionOf, whatsappSettings } from './parts-of-whatsapp.ts'
import { typedPhone } from './phone-text.ts'
import { systemAlarm } from './timer.ts'
import { createWhatsApp, type WhatsApp } from './whatsapp/host.ts'
import { type AgentFor, createAgentFor } from './whatsapp/proxy.ts'
import type { Restriction } from './whatsapp/restriction.ts'
import { createRestrictions } from './whatsapp/restrictions.ts'

export interface LinkWhatsAppDeps extends PartsDeps {
  live: Live
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
  const whatsapp = await hostOf(deps, list, agentFor, (id, restriction) => news.note(id, { restriction }))
  const board = new ChannelBoard(list, whatsapp.statusOf)
  const news = tellOfChannels({ ...deps, list, board, isDeaf: whatsapp.isDeaf })
  const { note, changed, channelChanged } = news
  const deliveries = createDeliveries(deps, { whatsapp, list, board, channelChanged, note })
  const stateOf = (id: ChannelId) => (list.has(id) ? board.of(id).state : undefined)
  const sessions = await watchSessions({ ...deps, setAlarm: systemAlarm, stateOf })
  whatsapp.onStatus(({ channelId }) => {
    changed(channelId)
    sessions.look(channelId)
  })
  whatsapp.onPairingCode((channelId, shown) => {
    news.codesShown(channelId, shown)
    if (shown.code) deps.showPairingCode(shown.code)
  })
  let working: { stop(): Promise<void> }[] = []
  return {
    start: async () => {
      await whatsapp.start(list.ids)
      const parts = { ...deps, settings: whatsappSettings(deps.settings), agentFor }
      working = [
        startMedia({ ...parts, askPhone: whatsapp.askPhone }),
        startHistory({ ...parts, list, board, whatsapp, changed }),
      ]
      list.ids.forEach(deliveries.begin)
    },
    stop: async () => {
      news.stop()
      await inPeace(Promise.all([...working.map((part) => part.stop()), ...list.ids.map(deliveries.end)]), whatsapp)
      await sessions.stop()
    },
    statuses: board.all,
    /** Fires when a number may have come online, or its settings or restriction may have changed. */
    channelChanged,
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

async function hostOf(
  deps: LinkWhatsAppDeps,
  list: ChannelList,
  agentFor: AgentFor,
  onRestricted: (id: ChannelId, restriction: Restriction | undefined) => void,
): Promise<WhatsApp> {
  const restrictions = createRestrictions(deps.clock.now, systemAlarm, (id) => onRestricted(id, restrictions.of(id)))
  const version = await versionOf(deps, agentFor)
  return createWhatsApp({ ...partsOfWhatsApp(deps, list), agentFor, version, onRestriction: restrictions.note })
}

/** What is under way may finish; an answer that never comes is given up with the connection. */
async function inPeace(quiet: Promise<unknown>, whatsapp: WhatsApp): Promise<void> {
  await Promise.race([quiet, new Promise<void>((resolve) => void systemAlarm(finishingTakes, resolve))])
  await whatsapp.stop()
  await quiet
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
