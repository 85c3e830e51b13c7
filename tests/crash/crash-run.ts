import { setTimeout as pause } from 'node:timers/promises'
import type { ToldEvent } from '../../shared/events.ts'
import type { ExtensionPeer } from '../world/extension-peer.ts'
import { ClientsWhoWrite } from './clients-who-write.ts'
import { CrashOffice, type CrashOfficeOptions } from './crash-office.ts'
import { gatherEvidence, readJournal, receivedBy } from './gather-evidence.ts'
import { RepliesInFlight } from './replies-in-flight.ts'
import { seededRandom } from './seeded-random.ts'
import { ToldByTheJournal } from './told-by-the-journal.ts'
import { type Verdict, verdictOn } from './verdict.ts'

export interface CrashRun extends CrashOfficeOptions {
  /** How often the relay is killed. */
  moments: number
  seed: number
  /** Employees answer while it is killed. */
  replies: boolean
  /** So long it is killed at most, in minutes; the moments that are left are given up. */
  minutes?: number
  /** From then on nobody waits for what does not come; in milliseconds, a minute when absent. */
  settleWithin?: number
  say(line: string): void
}

export interface Outcome extends Verdict {
  /** How often it really was killed: less than asked for when the time was up. */
  moments: number
  written: number
  replied: number
  /** From the start of the process until the number is online, in milliseconds. */
  reopenMs: number[]
  /** How often the relay asked a client to send a message again, and a client the relay, because it could not be decrypted. */
  askedAgain: { byRelay: number; byClients: number }
  /** What the relay has logged as a warning or an error, and how often. */
  logged: ReadonlyMap<string, number>
  /** Events that the live connection has told twice or out of turn, or that a crash has taken back. */
  toldWrongly: number
}

const settleWithin = 60_000
const onlineWithin = 30_000
const longestPerMoment = 6_000
/** The relay lives on after it is online for up to so long; every so many starts it is killed before it is. */
const livesFor = 600
const startsUnfinished = 0.15
const clientsAtFirst = 4
const newcomerEvery = 25

/** Kills the relay again and again while people write, lets it live, and looks what became of everything. */
export async function crashRun(run: CrashRun): Promise<Outcome> {
  const random = seededRandom(run.seed)
  const office = await CrashOffice.open(run)
  const clients = new ClientsWhoWrite(office.whatsapp, random)
  const replies = new RepliesInFlight(office, random)
  const watch = new Watch(office, clients, replies)
  const askedAgain = countAskedAgain(office)
  try {
    for (let client = 0; client < clientsAtFirst; client += 1) clients.join()
    if (run.replies) replies.start()
    await watch.follow(await office.online(0))
    const moments = await killAgainAndAgain(run, { office, clients, random, watch })
    replies.stop()
    await clients.stop()
    await watch.restart()
    await settle(office, clients, replies, watch.told, run.settleWithin ?? settleWithin)
    const evidence = await gatherEvidence(office, clients, replies)
    const toldWrongly = await watch.mistakes()
    const { reopenMs } = watch
    const counts = { moments, written: clients.written.length, replied: replies.written.length }
    return { ...verdictOn(evidence), ...counts, reopenMs, askedAgain, toldWrongly, logged: loggedBy(office) }
  } finally {
    replies.stop()
    await clients.stop()
    await office.close()
  }
}

function loggedBy({ relay }: CrashOffice): Map<string, number> {
  const logged = new Map<string, number>()
  for (const [, words = ''] of relay.said.matchAll(/^\{"level":[45]0,.*"msg":"([^"]*)"/gm))
    logged.set(words, (logged.get(words) ?? 0) + 1)
  return logged
}

function countAskedAgain({ whatsapp }: CrashOffice): Outcome['askedAgain'] {
  const asked = { byRelay: 0, byClients: 0 }
  whatsapp.events.subscribe((event) => {
    if (event.type === 'receipt' && event.kind === 'retry') asked.byRelay += 1
    if (event.type === 'message-undecryptable') asked.byClients += 1
  })
  return asked
}

interface Scene {
  office: CrashOffice
  clients: ClientsWhoWrite
  random: () => number
  watch: Watch
}

async function killAgainAndAgain(run: CrashRun, { office, clients, random, watch }: Scene): Promise<number> {
  const until = performance.now() + (run.minutes === undefined ? run.moments * longestPerMoment : run.minutes * 60_000)
  for (let moment = 0; moment < run.moments; moment += 1) {
    if (performance.now() > until) return moment
    if (moment % newcomerEvery === newcomerEvery - 1) clients.join()
    if (moment > 0 && random() < startsUnfinished) {
      const starting = office.relay.start().catch(() => undefined)
      await pause(250 + random() * 500)
      await office.relay.kill()
      await starting
    } else {
      if (moment > 0) await watch.restart()
      await pause(random() * livesFor)
      await office.relay.kill()
    }
    if ((moment + 1) % 50 === 0)
      run.say(`${moment + 1} of ${run.moments} kills, ${clients.written.length} messages, ${office.owed} on their way`)
  }
  return run.moments
}

/** The extension at the other end of the live connection, over all restarts. */
class Watch {
  readonly told = new ToldByTheJournal()
  readonly reopenMs: number[] = []

  constructor(
    private readonly office: CrashOffice,
    private readonly clients: ClientsWhoWrite,
    private readonly replies: RepliesInFlight,
  ) {}

  async restart(): Promise<void> {
    const startedAt = performance.now()
    await this.office.relay.start()
    const peer = await inTime(this.office.online(this.told.cursor), 'the number was not online again')
    this.reopenMs.push(performance.now() - startedAt)
    await this.follow(peer)
  }

  async follow(peer: ExtensionPeer): Promise<void> {
    for (const event of peer.events) this.#take(event)
    peer.onEvent((event) => this.#take(event))
  }

  /** Compares what was told live with what the journal says now. */
  async mistakes(): Promise<number> {
    const now = await readJournal(this.office, new ToldByTheJournal())
    const takenBack = [...this.told.messages].filter(
      ([id, { firstSeq }]) => now.messages.get(id)?.firstSeq !== firstSeq,
    )
    return takenBack.length + this.told.outOfTurn.length
  }

  #take(event: ToldEvent): void {
    this.told.take(event)
    if (event.type !== 'message' || event.message.origin !== 'client') return
    const client = this.clients.numbers.find((number) => event.message.text.startsWith(`${number} `))
    if (client) this.replies.learn(client, event.message.conversationId)
  }
}

/** Waits until everything is where it belongs, or a minute is over. */
async function settle(
  office: CrashOffice,
  clients: ClientsWhoWrite,
  replies: RepliesInFlight,
  told: ToldByTheJournal,
  within: number,
): Promise<void> {
  const until = performance.now() + within
  const isQuiet = (): boolean => {
    if (office.owed > 0 || replies.waiting > 0) return false
    const texts = new Set([...told.messages.values()].map(({ message }) => message.text))
    const arrived = new Set(receivedBy(office, clients).map(({ text }) => text))
    const ticked = (id: Parameters<typeof told.stages.get>[0]) =>
      ['sent', 'delivered', 'read', 'played'].includes(told.stages.get(id) ?? '')
    return (
      clients.written.every(({ text }) => texts.has(text)) &&
      replies.written.every(({ id, text }) => arrived.has(text) && ticked(id))
    )
  }
  while (!isQuiet() && performance.now() < until) await pause(200)
  // A tick under way.
  await pause(300)
}

function inTime<T>(work: Promise<T>, otherwise: string): Promise<T> {
  const late = new AbortController()
  const tooLate = pause(onlineWithin, undefined, { signal: late.signal }).then(() => {
    throw new Error(`${otherwise} within ${onlineWithin / 1000} s`)
  })
  return Promise.race([work, tooLate]).finally(() => {
    late.abort()
    tooLate.catch(() => undefined)
  })
}
