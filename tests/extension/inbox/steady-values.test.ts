import { expect, test } from 'vitest'
import type { ConversationRow, HereRow } from '../../../extension/database/database.ts'
import type { Listed } from '../../../extension/inbox/list-state.ts'
import { keepHere, keepRows, keepSame } from '../../../extension/inbox/steady-values.ts'
import { anna, channel, conversation, ivan, morning, olga } from '../background/cast.ts'

const here: HereRow = {
  ...{ key: 'here', link: 'live', linkSince: morning, heardAt: morning, cursor: 7 },
  ...{ employee: anna, channels: [channel('online')], pairing: [] },
}
const rowOf = (client: typeof ivan, unread = 0): ConversationRow => ({
  ...conversation(client, { unread }),
  waitsForMe: 0,
})
const listOf = (...rows: ConversationRow[]): Listed => ({
  ids: rows.map(({ id }) => id),
  total: rows.length,
  rows: new Map(rows.map((row) => [row.id, row])),
  muted: new Set(),
})

test('an event that says nothing of the line or the numbers leaves the head of the panel as it is', () => {
  expect(keepHere(here, { ...here, cursor: 8, heardAt: morning + 1 })).toBe(here)
})

test('a number that is lost, a line that is cut and an employee who has signed out are seen at once', () => {
  for (const change of [
    { channels: [channel('unlinked')] },
    { link: 'offline' as const, heardAt: morning + 1 },
    { employee: { ...anna, name: 'Анна Новая' } },
  ]) {
    const now = { ...here, ...change }
    expect(keepHere(here, now)).toBe(now)
  }
  expect(keepHere(here, null)).toBeNull()
})

test('while the line is cut, when the relay was last heard of is news', () => {
  const cut: HereRow = { ...here, link: 'offline' }
  const later = { ...cut, heardAt: morning + 1 }
  expect(keepHere(cut, later)).toBe(later)
})

test('a row in which nothing has changed keeps its object, and one that has changed does not', () => {
  const before = listOf(rowOf(ivan), rowOf(olga))
  const now = keepRows(before, listOf(rowOf(olga), rowOf(ivan, 1)))
  expect(now?.ids).toEqual([olga.id, ivan.id])
  expect(now?.rows.get(olga.id)).toBe(before.rows.get(olga.id))
  expect(now?.rows.get(ivan.id)?.unread).toBe(1)
})

test('counts are news only when they count otherwise', () => {
  const counts = { mine: 1, queued: 2, all: 0 }
  expect(keepSame(counts, { ...counts })).toBe(counts)
  expect(keepSame(counts, { ...counts, mine: 2 })).toEqual({ mine: 2, queued: 2, all: 0 })
  expect(keepSame(undefined, counts)).toBe(counts)
})
