import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import * as v from 'valibot'
import { systemClock } from '../../relay/clock.ts'
import { createBases } from '../../relay/onec/bases.ts'
import { addChannel } from '../../relay/store/channels.ts'
import { openStore } from '../../relay/store/open.ts'
import { channelIdSchema, createNewId } from '../../shared/ids.ts'
import { RelayProcess } from '../world/relay-process.ts'
import { startWhatsApp, type WhatsAppStandIn } from '../world/whatsapp/whatsapp.ts'
import { median, round } from './figures.ts'
import { writeJournal } from './journal-in-bulk.ts'
import { workOf } from './processor-time.ts'

export interface ExchangeFigures {
  /** Drained by one base in one run of pages, cursor and all, over HTTP. */
  eventsPerSecond: number
  /** One full page in a journal of a thousand, and of a million messages. */
  pageMsAt1k: number
  pageMsAt1M: number
}

const drained = 30_000
const rounds = 3
const pagesCompared = 300
const pageSize = 50

/** A journal that a base has yet to read, and the relay that holds it. */
export interface Filled {
  relay: RelayProcess
  token: string
  rows: number
}

/** What the exchange with 1C costs: pages of a long and a short journal by turns, and the rate at which a base that was off catches up. */
export async function benchExchange(
  say: (line: string) => void,
  { profileInto, large = 1_000_000 }: { profileInto?: string | undefined; large?: number | undefined } = {},
): Promise<ExchangeFigures> {
  const whatsapp = await startWhatsApp()
  const short = await fill(whatsapp, 1_000)
  const profile = profileInto === undefined ? [] : ['--cpu-prof', `--cpu-prof-dir=${profileInto}`]
  const long = await fill(whatsapp, large, profile)
  say(`journals of ${short.rows} and ${long.rows} are written`)
  const pages = await comparePages(short, long)
  say(`a page of ${pageSize}: ${pages.short} ms at ${short.rows}, ${pages.long} ms at ${long.rows}`)
  const rates: number[] = []
  for (let round_ = 0; round_ < rounds; round_ += 1) {
    const before = workOf(long.relay.pid ?? 0)
    rates.push(await drainRate(long, round_ * drained))
    const work = workOf(long.relay.pid ?? 0) - before
    say(`drained: ${rates.at(-1)} events/s, ${round((work * pageSize) / drained)} ms of the processor for a page`)
  }
  await short.relay.stop()
  await long.relay.stop()
  await whatsapp.close()
  return { eventsPerSecond: median(rates), pageMsAt1k: pages.short, pageMsAt1M: pages.long }
}

/** A relay process with a journal of so many rows and one linked base. */
export async function fill(whatsapp: WhatsAppStandIn, rows: number, nodeOptions: string[] = []): Promise<Filled> {
  const relay = await RelayProcess.start({ whatsapp, nodeOptions })
  await relay.kill()
  const sqliteFile = join(relay.folder, 'data', 'relay.sqlite')
  const store = await openStore({ sqliteFile })
  const newId = createNewId(systemClock.now)
  const { token } = await createBases({ store, clock: systemClock, newId, random: randomBytes }).link('Торговля')
  const channelId = v.parse(channelIdSchema, newId(channelIdSchema))
  await store.write((tx) => addChannel(tx, { id: channelId, name: 'Номер', createdAt: systemClock.now() }))
  await store.close()
  writeJournal(sqliteFile, channelId, rows)
  await relay.start()
  return { relay, token, rows }
}

/** Pages at the same places of both journals, by turns: what disturbs one disturbs the other. The cursor goes back and forth, as after a restored backup. */
async function comparePages(short: Filled, long: Filled): Promise<{ short: number; long: number }> {
  const took = { short: [] as number[], long: [] as number[] }
  for (let turn = 0; turn < pagesCompared; turn += 1) {
    const place = (turn * 37) % (short.rows - 2 * pageSize)
    took.short.push(await pageMs(short, place))
    took.long.push(await pageMs(long, long.rows - short.rows + place))
  }
  return { short: median(took.short), long: median(took.long) }
}

async function pageMs(filled: Filled, cursor: number): Promise<number> {
  const began = performance.now()
  const page = await pull(filled, cursor)
  const ms = performance.now() - began
  if (page.events.length !== pageSize) throw new Error(`A page of ${page.events.length}.`)
  return ms
}

async function drainRate(filled: Filled, from: number): Promise<number> {
  let cursor = from
  let events = 0
  const began = performance.now()
  while (events < drained) {
    const page = await pull(filled, cursor)
    // Everything in this journal is told: in order, once, without a gap.
    for (const { seq } of page.events) {
      if (seq !== cursor + 1) throw new Error(`After ${cursor} came ${seq}.`)
      cursor = seq
    }
    events += page.events.length
  }
  return round((events / (performance.now() - began)) * 1000)
}

const pageSchema = v.object({ events: v.array(v.object({ seq: v.number() })) })

async function pull({ relay, token }: Filled, cursor: number): Promise<v.InferOutput<typeof pageSchema>> {
  const response = await fetch(`${relay.address}/onec/v1/exchange`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json; charset=utf-8' },
    body: JSON.stringify({ protocol: 1, cursor, outgoing: [] }),
  })
  if (!response.ok) throw new Error(`${response.status} ${await response.text()}`)
  return v.parse(pageSchema, await response.json())
}
