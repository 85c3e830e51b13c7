import type { HereRow } from '../database/database.ts'
import type { Listed } from './list-state.ts'

/**
 * The store gives a new object for whatever it is asked, also where nothing in it is new. What has stayed the same keeps its object here, so that only what has changed is
 * painted again.
 */
export const keepSame = <T>(before: T | undefined, now: T): T =>
  before !== undefined && isSame(before, now) ? before : now

/** With each event the journal's number and the time of the last sign of life move on. Nobody sees the one; the other is seen only when the line is cut, which is news in itself. */
export function keepHere(before: HereRow | null | undefined, now: HereRow | null): HereRow | null {
  return before?.link === 'live' && now?.link === 'live' && isSame(seenOf(before), seenOf(now)) ? before : now
}

const seenOf = (here: HereRow): Partial<HereRow> => ({ ...here, cursor: 0, heardAt: 0 })

/** Row by row. */
export function keepRows(before: Listed | undefined, now: Listed | undefined): Listed | undefined {
  if (before === undefined || now === undefined) return now
  const rows = [...now.rows].map(([id, row]) => [id, keepSame(before.rows.get(id), row)] as const)
  return { ...now, rows: new Map(rows) }
}

/** Rows come out of the store with their fields in one order. Where they do not, they are painted once more. */
const isSame = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other)
