import { liveQuery } from 'dexie'
import { type BadgeFace, type BadgeFacts, badgeFor, oldAfter } from '../browser/badge.ts'
import type { InboxDatabase } from '../database/database.ts'
import { readHere } from '../database/here.ts'
import type { Cancel, Clock } from './clock.ts'

export interface BadgeParts {
  database: InboxDatabase
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
    if (!storeBroken && !subscribed) follow()
    paintNow()
  }
  let subscribed = false
  const follow = () => {
    subscribed = true
    liveQuery(() => readFacts(database)).subscribe({
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
  follow()
  return { repaint: paintNow, storeIs }
}

const nothingKnown: StoredFacts = { link: 'offline', waiting: 0, channels: [] }

async function readFacts(database: InboxDatabase): Promise<StoredFacts> {
  const { link, heardAt, channels } = await readHere(database)
  return { link, heardAt, channels, waiting: await database.conversations.where('waitsForMe').equals(1).count() }
}
