import type { ChannelAlert, ChannelStatus } from '../../shared/channel-status.ts'
import type { OnecAlert } from '../../shared/events.ts'
import { type BaseId, createNewId } from '../../shared/ids.ts'
import type { BadgeFace } from '../browser/badge.ts'
import { shutStore } from '../browser/shut-store.ts'
import { readHere } from '../database/here.ts'
import { createStoreKeeper, isFull, isStoreTrouble, makeRoom } from '../database/rebuild.ts'
import { createWorkerStore, type WorkerStore } from '../database/worker-store.ts'
import type { Clock } from './clock.ts'
import type { InboxService } from './inbox-service.ts'
import { type BadgeKeeper, keepBadge } from './keep-badge.ts'
import type { OpenSocket } from './line.ts'
import { createNoticeTeller, type NoticeScreen, type NoticeTeller } from './notice-teller.ts'
import { createReadMarks } from './read-marks.ts'
import { createRelayAccess } from './relay-access.ts'
import { RelayLink } from './relay-link.ts'
import { OutboxSender } from './send-outbox.ts'
import { serveConnection } from './serve-connection.ts'
import { serveDeeds } from './serve-deeds.ts'
import { serveFromOnec } from './serve-from-onec.ts'
import { serveHistory } from './serve-history.ts'
import { serveInbox } from './serve-inbox.ts'
import { createServePages, type ServePages } from './serve-pages.ts'
import { serveWriting } from './serve-writing.ts'
import { forgetToken, readSettings } from './settings.ts'
import type { AlertNews } from './take-alerts.ts'
import type { OnecAlertNews } from './take-onec-alerts.ts'

/** All that reaches outside: time, chance, the network, and what the browser shows. */
export interface Outside {
  clock: Clock
  /** Of this extension. */
  version: string
  random: () => number
  openSocket: OpenSocket
  fetch: typeof fetch
  paintBadge: (face: BadgeFace) => void
  noticeScreen: NoticeScreen
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
  /** The company's policy names another relay, or none any more. */
  moved(): void
  /** Every half minute: the line may be dead, the number old. */
  rang(): void
  /** After the words have changed. */
  repaint(): void
  answer: ServePages
}

/** The only composer of the background: builds the parts and hands them to one another. */
export function createBackground(outside: Outside, database = createWorkerStore()): Background {
  const access = createRelayAccess(readSettings, outside.fetch)
  const outbox = new OutboxSender({ ...outside, database, relay: access.signedIn, accessGone: () => link.accessGone() })
  const badge = keepBadge({ database, clock: outside.clock, paint: outside.paintBadge })
  const notices = createNoticeTeller({ database, clock: outside.clock, screen: outside.noticeScreen })
  const readMarks = createReadMarks({ database, askRelay: access.ask })
  const link = new RelayLink({
    ...outside,
    database,
    readSettings,
    forgetToken,
    openStore: createStoreKeeper(database, shutStore, outside.clock.now),
    storeFails: (reason) => storeFailed(database, badge, reason),
    askRelay: access.ask,
    told: () => told(badge, notices),
    alerted: (news) => void tellAlerts(outside, database, news),
    onecAlerted: (news) => tellOnecAlerts(outside, news),
    live: () => {
      told(badge, notices)
      void outbox.send()
      void readMarks.send()
    },
    wiped: outside.hideAllNotifications,
  })
  const inbox: InboxService = {
    ...serveConnection({ database, link, access }),
    ...serveHistory({ database, access }),
    ...serveInbox({ ...outside, database, access, notices, readMarks, outbox }),
    ...serveFromOnec({ ...outside, database, access }),
    ...serveDeeds({
      ...{ database, access, clock: outside.clock, newId: createNewId(() => outside.clock.now()) },
      tellWriting: (conversationId) => link.tell({ type: 'writing', conversationId }),
    }),
    ...serveWriting({ database, forget: (id, fileId) => outbox.forget(id, fileId) }),
    openInOnec: outside.openInOnec,
  }
  return {
    connect: () => void link.connect(),
    moved: () => void link.connectAfresh(),
    rang: () => {
      void link.check()
      void readMarks.send()
      badge.repaint()
    },
    repaint: badge.repaint,
    answer: createServePages(inbox),
  }
}

function told(badge: BadgeKeeper, notices: NoticeTeller): void {
  badge.storeIs('well')
  void notices.tell()
}

function tellOnecAlerts(outside: Outside, { settled, announce }: OnecAlertNews): void {
  settled.forEach(outside.hideOnecAlert)
  announce.forEach(outside.showOnecAlert)
}

async function storeFailed(database: WorkerStore, badge: BadgeKeeper, reason: unknown): Promise<void> {
  if (isFull(reason)) await makeRoom(database).catch(() => undefined)
  if (isStoreTrouble(reason)) badge.storeIs('broken')
}

async function tellAlerts(outside: Outside, database: WorkerStore, { announce, settled }: AlertNews): Promise<void> {
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
