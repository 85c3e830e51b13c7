import { expect, vi } from 'vitest'
import { WebSocket as NodeSocket } from 'ws'
import { fakeBrowser } from 'wxt/testing/fake-browser'
import { type Background, createBackground } from '../../../extension/background/background.ts'
import type { Socket } from '../../../extension/background/line.ts'
import { saveAddress, saveToken } from '../../../extension/background/settings.ts'
import type { BadgeFace } from '../../../extension/browser/badge.ts'
import { InboxDatabase } from '../../../extension/database/database.ts'
import { emptyHere, readHere } from '../../../extension/database/here.ts'
import type { ChannelAlert } from '../../../shared/channel-status.ts'
import type { OnecAlert } from '../../../shared/events.ts'
import { anna, morning } from './cast.ts'
import { createHandClock, type HandClock } from './hand-clock.ts'
import { type ScriptedRelay, startScriptedRelay } from './scripted-relay.ts'

/** An employee's browser beside a scripted relay. */
export interface Desk {
  relay: ScriptedRelay
  database: InboxDatabase
  clock: HandClock
  background: Background
  /** How many sockets were ever opened. */
  sockets: number
  badge(): BadgeFace | undefined
  /** Who is on the screen now, by conversation; and how often something was shown at all. */
  notifications: Map<string, string>
  timesNotified: number
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
    clock: createHandClock(morning),
    background: { connect: () => {}, rang: () => {}, answer: () => undefined },
    sockets: 0,
    badge: () => faces.at(-1),
    notifications: new Map(),
    timesNotified: 0,
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
    random: () => 0,
    openSocket: (url: string) => {
      desk.sockets += 1
      // `ws` keeps to the browser's interface; only its declared types are its own.
      return new NodeSocket(url) as unknown as Socket
    },
    fetch,
    paintBadge: (face: BadgeFace) => void faces.push(face),
    showNotification: (row: { id: string; lastMessage?: { text: string } | undefined }) => {
      desk.timesNotified += 1
      desk.notifications.set(row.id, row.lastMessage?.text ?? '')
    },
    hideNotification: (id: string) => void desk.notifications.delete(id),
    hideAllNotifications: () => desk.notifications.clear(),
    showAlert: (alert: ChannelAlert) => void desk.alerts.push(alert.kind),
    showOnecAlert: ({ trouble }: OnecAlert) => void desk.onecAlerts.push(trouble),
    hideOnecAlert: (baseId: string) => void desk.onecAlertsOver.push(baseId),
    hideAlert: (alert: ChannelAlert) => void desk.alertsOver.push(alert.kind),
    openInOnec: async () => 'newTab' as const,
  }
  return createBackground(outside, desk.database)
}

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
