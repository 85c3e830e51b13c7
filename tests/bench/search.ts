import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import * as v from 'valibot'
import { indexStep } from '../../relay/search/index-step.ts'
import { createSearch, type Search } from '../../relay/search/search.ts'
import { addChannel } from '../../relay/store/channels.ts'
import type { Engine } from '../../relay/store/engine.ts'
import { openStore, type Store } from '../../relay/store/open.ts'
import type { Employee, Right } from '../../shared/employee.ts'
import { channelIdSchema, createNewId, employeeIdSchema } from '../../shared/ids.ts'
import { startPostgres } from '../world/postgres.ts'
import { median, percentile } from './figures.ts'
import { conversations, seeded, vocabularyOf, writeMessages } from './messages-in-bulk.ts'

export interface SearchFigures {
  /** Of all first pages, the one that 95 of 100 are faster than. */
  firstPageMs: number
  medianMs: number
  /** The same share of the processor's time alone: on a busy machine it tells more than the clock. */
  firstPageProcessorMs: number
  slowestMs: number
  messages: number
}

/** In one step of the indexer while nobody else is there. */
const indexedAtOnce = 1_000
const rounds = 10

/** First pages of the search: common words and rare ones, several words, beginnings of words, numbers, names; for a supervisor, and for who has 89, 10 and 1 of 100 conversations. */
export async function benchSearch(
  say: (line: string) => void,
  { rows = 1_000_000, engine = 'sqlite' }: { rows?: number | undefined; engine?: Engine | undefined } = {},
): Promise<SearchFigures> {
  const folder = mkdtempSync(join(tmpdir(), 'panel-search-'))
  const postgres = engine === 'postgres' ? await startPostgres() : undefined
  try {
    const databaseUrl = await postgres?.freshDatabase()
    const store = await openStore({ sqliteFile: join(folder, 'relay.sqlite'), databaseUrl })
    const people = await fill(store, rows, say)
    const figures = await measure(createSearch(store), people, rows, say)
    await store.close()
    return figures
  } finally {
    await postgres?.close()
    rmSync(folder, { recursive: true, force: true })
  }
}

interface People {
  anybody: Employee[]
  vocabulary: string[]
}

async function fill(store: Store, rows: number, say: (line: string) => void): Promise<People> {
  const newId = createNewId(Date.now)
  const channelId = newId(channelIdSchema)
  const employee = (name: string, ...rights: Right[]): Employee => ({
    ...{ id: v.parse(employeeIdSchema, newId(employeeIdSchema)), name, rights, inQueue: true },
  })
  const [many, tenth, few] = [employee('89 %', 'read'), employee('10 %', 'read'), employee('1 %', 'read')]
  await store.write((tx) => addChannel(tx, { id: channelId, name: 'Номер', createdAt: Date.now() }))
  const vocabulary = vocabularyOf(seeded(1))
  await writeMessages(store, rows, { few: few.id, tenth: tenth.id, many: many.id, channelId, vocabulary })
  say(`${rows} messages in ${conversations} conversations are written`)
  const began = performance.now()
  while (await indexStep(store, indexedAtOnce));
  say(`and indexed: ${Math.round(rows / ((performance.now() - began) / 1000))} a second`)
  // PostgreSQL does so by itself within a minute.
  if (store.engine === 'postgres') await sql`analyze`.execute(store.read)
  return { anybody: [employee('supervisor', 'read', 'supervise'), many, tenth, few], vocabulary }
}

/** What people look for, each time other words. */
function queriesOf(vocabulary: readonly string[], rows: number, chance: () => number): Record<string, string> {
  const among = (from: number, to: number) => vocabulary[from + Math.floor(chance() * (to - from))] ?? ''
  return {
    'a common word': `${among(0, 30)} `,
    'a word of one message in a thousand': `${among(500, 3_000)} `,
    'a rare word': `${among(20_000, 30_000)} `,
    'two common words': `${among(0, 30)} ${among(0, 30)}`,
    'a common and a rare word': `${among(0, 30)} ${among(20_000, 30_000)}`,
    'three words': `${among(0, 300)} ${among(0, 300)} ${among(0, 300)}`,
    'two letters': among(0, 300).slice(0, 2),
    'four letters': among(0, 300).slice(0, 4),
    'a number': String(Math.floor(chance() * rows)),
    'a phone': `8 916 ${String(Math.floor(chance() * conversations)).padStart(7, '0')}`,
    'a name': 'Анна Пет',
    'no such word': 'абвгдейка',
  }
}

async function measure(
  search: Search,
  { anybody, vocabulary }: People,
  rows: number,
  say: (line: string) => void,
): Promise<SearchFigures> {
  const chance = seeded(3)
  const all: number[] = []
  const worked: number[] = []
  const byKind = new Map<string, number[]>()
  for (let round = 0; round < rounds; round += 1)
    for (const employee of anybody)
      for (const [kind, query] of Object.entries(queriesOf(vocabulary, rows, chance))) {
        const before = process.cpuUsage()
        const began = performance.now()
        JSON.stringify(await search(employee, query, undefined))
        const ms = performance.now() - began
        const { user, system } = process.cpuUsage(before)
        all.push(ms)
        worked.push((user + system) / 1000)
        const key = `${kind}, ${employee.name}`
        byKind.set(key, [...(byKind.get(key) ?? []), ms])
      }
  for (const [kind, sample] of byKind) say(`${kind}: ${median(sample)} ms, at most ${percentile(sample, 1)}`)
  return {
    firstPageMs: percentile(all, 0.95),
    medianMs: median(all),
    slowestMs: percentile(all, 1),
    firstPageProcessorMs: percentile(worked, 0.95),
    messages: rows,
  }
}
