import { type BadgeFace, type BadgeFacts, badgeFor, oldAfter } from '../browser/badge.ts'
import { follow } from '../database/follow.ts'
import { readHere } from '../database/here.ts'
import { under } from '../database/key-range.ts'
import type { WorkerStore } from '../database/worker-store.ts'
import type { Cancel, Clock } from './clock.ts'

export interface BadgeParts {
  database: WorkerStore
  clock: Clock
  paint: (face: BadgeFace) => void
}

type StoredFacts = Omit<BadgeFacts, 'now' | 'storeBroken'>

export interface BadgeKeeper {
  /** Paint again now: an alarm knows what a timer slept through. */
  repaint(): void
  /** Whether the store can be used. */
  storeIs(state: 'well' | 'broken'): void
}

/** Paints at every change of what is stored, and when that gets old. */
export function keepBadge({ database, clock, paint }: BadgeParts): BadgeKeeper {
  let storeBroken = false
  let facts: StoredFacts | undefined
  let cancel: Cancel = () => {}
  const paintNow = () => {
    if (facts === undefined && !storeBroken) return
    cancel()
    cancel = clock.after(oldAfter + 1, paintNow)
    paint(badgeFor({ ...(facts ?? nothingKnown), storeBroken, now: clock.now() }))
  }
  const storeIs = (state: 'well' | 'broken') => {
    if (storeBroken === (state === 'broken')) return
    storeBroken = state === 'broken'
    if (!storeBroken && !subscribed) subscribe()
    paintNow()
  }
  let subscribed = false
  const subscribe = () => {
    subscribed = true
    follow(database, ['here', 'conversations'], () => readFacts(database), {
      next: (stored) => {
        // The first word was written in an earlier life of the worker: its line is gone, whatever stands there.
        facts = facts === undefined && stored.link === 'live' ? { ...stored, link: 'connecting' } : stored
        paintNow()
      },
      error: (reason: unknown) => {
        console.error('badge: the store cannot be read', reason)
        subscribed = false
        storeIs('broken')
      },
    })
  }
  subscribe()
  return { repaint: paintNow, storeIs }
}

const nothingKnown: StoredFacts = { link: 'offline', waiting: 0, channels: [] }

async function readFacts(database: WorkerStore): Promise<StoredFacts> {
  const { link, heardAt, channels } = await readHere(database)
  return { link, heardAt, channels, waiting: await database.conversations.countIn('[waitsForMe+state]', under(1)) }
}
