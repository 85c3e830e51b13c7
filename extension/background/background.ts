import type { ChannelAlert, ChannelStatus } from '../../shared/channel-status.ts'
import type { OnecAlert } from '../../shared/events.ts'
import type { BaseId, ConversationId } from '../../shared/ids.ts'
import type { BadgeFace } from '../browser/badge.ts'
import { type ConversationRow, InboxDatabase } from '../database/database.ts'
import { readHere } from '../database/here.ts'
import type { News } from './apply-event.ts'
import type { Clock } from './clock.ts'
import type { InboxService } from './inbox-service.ts'
import { keepBadge } from './keep-badge.ts'
import type { OpenSocket } from './line.ts'
import { createRelayAccess } from './relay-access.ts'
import { RelayLink } from './relay-link.ts'
import { OutboxSender } from './send-outbox.ts'
import { serveAdministration } from './serve-administration.ts'
import { serveConnection } from './serve-connection.ts'
import { serveFromOnec } from './serve-from-onec.ts'
import { serveInbox } from './serve-inbox.ts'
import { createServePages, type ServePages } from './serve-pages.ts'
import { forgetToken, readSettings } from './settings.ts'
import type { AlertNews } from './take-alerts.ts'

/** All that reaches outside: time, chance, the network, and what the browser shows. */
export interface Outside {
  clock: Clock
  random: () => number
  openSocket: OpenSocket
  fetch: typeof fetch
  paintBadge: (face: BadgeFace) => void
  showNotification: (conversation: ConversationRow) => void
  hideNotification: (conversationId: ConversationId) => void
  hideAllNotifications: () => void
  /** `channel` is absent when its number was removed meanwhile. */
  showAlert: (alert: ChannelAlert, channel: ChannelStatus | undefined) => void
  hideAlert: (alert: ChannelAlert) => void
  showOnecAlert: (alert: OnecAlert) => void
  hideOnecAlert: (baseId: BaseId) => void
  openInOnec: InboxService['openInOnec']
}

export interface Background {
  /** At every start of the worker, and when the computer is online again. */
  connect(): void
  /** Every half minute: the line may be dead, the number old. */
  rang(): void
  answer: ServePages
}

/** The only composer of the background: builds the parts and hands them to one another. */
export function createBackground(outside: Outside, database = new InboxDatabase()): Background {
  const access = createRelayAccess(readSettings, outside.fetch)
  const outbox = new OutboxSender({ ...outside, database, relay: access.signedIn, accessGone: () => link.accessGone() })
  const link = new RelayLink({
    ...outside,
    database,
    readSettings,
    forgetToken,
    askRelay: access.ask,
    told: (news) => tell(outside, news),
    alerted: (news) => void tellAlerts(outside, database, news),
    onecAlerted: (news) => {
      news.settled.forEach(outside.hideOnecAlert)
      news.announce.forEach(outside.showOnecAlert)
    },
    live: () => void outbox.send(),
    wiped: outside.hideAllNotifications,
  })
  const inbox: InboxService = {
    ...serveConnection({ database, link, access }),
    ...serveInbox({ ...outside, database, access, sendOutbox: () => outbox.send() }),
    ...serveFromOnec({ ...outside, database, access }),
    ...serveAdministration(access),
    openInOnec: outside.openInOnec,
  }
  const repaint = keepBadge({ database, clock: outside.clock, paint: outside.paintBadge })
  return {
    connect: () => void link.connect(),
    rang: () => {
      void link.check()
      repaint()
    },
    answer: createServePages(inbox),
  }
}

/** After a weekend a wall of notifications helps nobody: the newest are shown, the badge counts them all. */
const mostAtOnce = 5

function tell(outside: Outside, news: News): void {
  for (const conversationId of news.settled) outside.hideNotification(conversationId)
  const oldestFirst = [...news.announce].sort((one, other) => one.lastMessageAt - other.lastMessageAt)
  for (const conversation of oldestFirst.slice(-mostAtOnce)) outside.showNotification(conversation)
}

async function tellAlerts(outside: Outside, database: InboxDatabase, { announce, settled }: AlertNews): Promise<void> {
  for (const alert of settled) outside.hideAlert(alert)
  if (announce.length === 0) return
  const { channels } = await readHere(database)
  for (const alert of announce) {
    outside.showAlert(
      alert,
      channels.find(({ channelId }) => channelId === alert.channelId),
    )
  }
}
