import * as v from 'valibot'
import { expect, vi } from 'vitest'
import { WebSocket as NodeSocket } from 'ws'
import { fakeBrowser } from 'wxt/testing/fake-browser'
import { type Background, createBackground } from '../../../extension/background/background.ts'
import type { Socket } from '../../../extension/background/line.ts'
import type { NoticeScreen } from '../../../extension/background/notice-teller.ts'
import { saveAddress, saveToken } from '../../../extension/background/settings.ts'
import type { NoticeWords } from '../../../extension/background/words.ts'
import type { BadgeFace } from '../../../extension/browser/badge.ts'
import type { TellingWishes } from '../../../extension/browser/notification-storage.ts'
import { InboxDatabase } from '../../../extension/database/database.ts'
import { emptyHere, readHere } from '../../../extension/database/here.ts'
import { createWorkerStore, type WorkerStore } from '../../../extension/database/worker-store.ts'
import { defaultNotificationSettings } from '../../../extension/notifications/notification-settings.ts'
import type { ChannelAlert } from '../../../shared/channel-status.ts'
import type { OnecAlert } from '../../../shared/events.ts'
import { type ConversationId, conversationIdSchema } from '../../../shared/ids.ts'
import { anna, morning } from './cast.ts'
import { createHandClock, type HandClock } from './hand-clock.ts'
import { type ScriptedRelay, startScriptedRelay } from './scripted-relay.ts'

/** An employee's browser beside a scripted relay. */
export interface Desk {
  relay: ScriptedRelay
  /** As a page sees it. */
  database: InboxDatabase
  /** As the worker sees it. */
  store: WorkerStore
  clock: HandClock
  background: Background
  /** How many sockets were ever opened. */
  sockets: number
  badge(): BadgeFace | undefined
  /** Of the extension that the next life of the worker is. */
  version: string
  /** Who is on the screen now, by conversation; and how often something was shown at all. */
  notifications: Map<string, string>
  timesNotified: number
  shownUpTo: Map<string, number>
  /** What stands for many conversations, and how often the sound was played. */
  summary: { waiting: number; news: number } | undefined
  sounds: number
  /** Before whose eyes which conversation is; how the person wants to be told. */
  watched: Set<ConversationId>
  wishes: TellingWishes
  /** The browser dies when it is asked to show something: before it has, or right after. */
  deaths: number
  diesWhenShowing?: 'before' | 'after' | undefined
  /** What was shown of numbers, each time it was, and what was taken away. */
  alerts: string[]
  alertsOver: string[]
  /** The same of 1C bases. */
  onecAlerts: string[]
  onecAlertsOver: string[]
  /** The browser stops the worker and starts it again: all that was not stored is gone. */
  workerRestarts(): void
  close(): Promise<void>
}

let desks = 0

/** Anna is signed in and has read an empty journal; the worker is there, but not connected yet. */
export async function openDesk(): Promise<Desk> {
  fakeBrowser.reset()
  const relay = await startScriptedRelay()
  await saveAddress(relay.address)
  await saveToken('token-of-anna')
  desks += 1
  const database = new InboxDatabase(`desk-${desks}`)
  await database.here.put({ ...emptyHere('offline', morning), employee: anna, cursor: 0 })
  const faces: BadgeFace[] = []
  const desk: Desk = {
    relay,
    database,
    store: createWorkerStore(database.name),
    clock: createHandClock(morning),
    background: { connect: () => {}, moved: () => {}, rang: () => {}, repaint: () => {}, answer: () => undefined },
    sockets: 0,
    badge: () => faces.at(-1),
    notifications: new Map(),
    version: '0.1.0',
    deaths: 0,
    timesNotified: 0,
    shownUpTo: new Map(),
    summary: undefined,
    sounds: 0,
    watched: new Set(),
    wishes: { settings: defaultNotificationSettings, peace: undefined },
    alerts: [],
    alertsOver: [],
    onecAlerts: [],
    onecAlertsOver: [],
    workerRestarts: () => {
      relay.cut()
      // The old worker's timers die with it.
      desk.clock = createHandClock(desk.clock.now())
      desk.background = startWorker(desk, faces)
      desk.background.connect()
    },
    close: async () => {
      vi.restoreAllMocks()
      await relay.stop()
    },
  }
  desk.background = startWorker(desk, faces)
  return desk
}

function startWorker(desk: Desk, faces: BadgeFace[]): Background {
  const outside = {
    clock: desk.clock,
    version: desk.version,
    random: () => 0,
    openSocket: (url: string) => {
      desk.sockets += 1
      // `ws` keeps to the browser's interface; only its declared types are its own.
      return new NodeSocket(url) as unknown as Socket
    },
    fetch,
    paintBadge: (face: BadgeFace) => void faces.push(face),
    noticeScreen: screenOf(desk),
    hideAllNotifications: () => desk.notifications.clear(),
    showAlert: (alert: ChannelAlert) => void desk.alerts.push(alert.kind),
    showOnecAlert: ({ trouble }: OnecAlert) => void desk.onecAlerts.push(trouble),
    hideOnecAlert: (baseId: string) => void desk.onecAlertsOver.push(baseId),
    hideAlert: (alert: ChannelAlert) => void desk.alertsOver.push(alert.kind),
    openInOnec: async () => 'newTab' as const,
  }
  return createBackground(outside, desk.store)
}

/** One screen for all lives of the worker: what was shown stays. */
function screenOf(desk: Desk): NoticeScreen {
  const die = () => {
    desk.deaths += 1
    return new Promise<never>(() => {})
  }
  return {
    wishes: async () => desk.wishes,
    watched: async () => desk.watched,
    shown: async () => ({
      onScreen: [...desk.notifications.keys()].map((id) => ({
        conversationId: v.parse(conversationIdSchema, id),
        seq: desk.shownUpTo.get(id) ?? 0,
      })),
      summaryOnScreen: desk.summary !== undefined,
    }),
    show: async ({ conversationId, seq }, words) => {
      if (desk.diesWhenShowing === 'before') return die()
      desk.timesNotified += 1
      desk.shownUpTo.set(conversationId, seq)
      desk.notifications.set(conversationId, wordsOf(words))
      if (desk.diesWhenShowing === 'after') return die()
    },
    renew: async (conversationId, words) => {
      desk.notifications.set(conversationId, wordsOf(words))
    },
    renewSummary: async (counts) => {
      desk.summary = counts
    },
    showSummary: async (counts) => {
      desk.summary = counts
    },
    hide: async (id) => void desk.notifications.delete(id),
    hideSummary: async () => {
      desk.summary = undefined
    },
    sound: async () => {
      desk.sounds += 1
    },
  }
}

/** A client's words, or why else the employee is told. */
const wordsOf = ({ why, conversation }: NoticeWords): string =>
  why === 'message' ? (conversation.lastMessage?.text ?? '') : why

/** Waits for what has to come; fails with the last difference when it does not. */
export const until = (expectation: () => unknown): Promise<unknown> =>
  vi.waitFor(async () => expectation(), { timeout: 4_000, interval: 3 })

export const linkOf = async (desk: Desk) => (await readHere(desk.database)).link

export async function live(desk: Desk): Promise<void> {
  desk.background.connect()
  await untilLink(desk, 'live')
  // The badge is painted after the link is noted.
  await until(() => expect(desk.badge()?.text).not.toBe('…'))
}

export const untilLink = (desk: Desk, wanted: string): Promise<unknown> =>
  until(async () => {
    const link = await linkOf(desk)
    if (link !== wanted) throw new Error(`link is ${link}, not ${wanted}`)
  })
