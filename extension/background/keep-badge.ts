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

type StoredFacts = Omit<BadgeFacts, 'now'>

/** Paints at every change of what is stored, and when that gets old. @returns paint again now: an alarm knows what a timer slept through. */
export function keepBadge({ database, clock, paint }: BadgeParts): () => void {
  let facts: StoredFacts | undefined
  let cancel: Cancel = () => {}
  const paintNow = () => {
    if (facts === undefined) return
    cancel()
    cancel = clock.after(oldAfter + 1, paintNow)
    paint(badgeFor({ ...facts, now: clock.now() }))
  }
  liveQuery(() => readFacts(database)).subscribe({
    next: (stored) => {
      facts = stored
      paintNow()
    },
    error: (reason: unknown) => console.error('badge: the store cannot be read', reason),
  })
  return paintNow
}

async function readFacts(database: InboxDatabase): Promise<StoredFacts> {
  const { link, heardAt, channels } = await readHere(database)
  return { link, heardAt, channels, waiting: await database.conversations.where('waitsForMe').equals(1).count() }
}
