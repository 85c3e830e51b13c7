import * as v from 'valibot'
import { createReceiveTogether } from '../../relay/inbox/receive-message.ts'
import { type Push, startPush } from '../../relay/onec/push.ts'
import { noteAnswered } from '../../relay/store/client-lookups.ts'
import type { Engine } from '../../relay/store/engine.ts'
import type { SetAlarm } from '../../relay/timer.ts'
import { type ConversationId, type MessageId, messageIdSchema } from '../../shared/ids.ts'
import { phoneNumberSchema } from '../../shared/phone-number.ts'
import { seededRandom } from '../crash/seeded-random.ts'
import { annasPhone, type Office, openOffice } from '../relay/onec/office.ts'
import { openDoor } from '../relay/onec/relay-door.ts'
import type { Onec } from '../world/onec/onec.ts'
import { startOnec } from '../world/onec/start-onec.ts'
import { type FaultyLink, openFaultyLink } from './faulty-link.ts'
import { type Verdict, verdictOf } from './verdict.ts'

export interface FaultsAsked {
  /** Told to 1C and sent by 1C, together. */
  events: number
  seed: number
  /** Who begins an exchange: 1C's job, the relay, or both at the same moments. */
  way: 'pull' | 'push' | 'both'
  engine?: Engine
  postgresServer?: string
}

/** Of all requests. */
const faultyShare = 0.4
const clients = 20
const portion = 20

/** A relay and a 1C base with a bad link between them, in both directions, until both have everything. */
export async function runExchangeFaults({ events, seed, way, engine, postgresServer }: FaultsAsked): Promise<Verdict> {
  const office = await openOffice(engine, postgresServer)
  const door = await openDoor(office)
  const random = seededRandom(seed)
  const toRelay = await openFaultyLink(door.url, random, faultyShare)
  const onec = await startOnec({ relay: { url: toRelay.url, token: office.token } })
  const toOnec = await openFaultyLink(new URL(onec.publication.url).origin, random, faultyShare)
  const stop = new AbortController()
  let push: Push | undefined
  try {
    if (way !== 'pull') {
      const { pathname } = new URL(onec.publication.url)
      await office.bases.setPushTarget(office.base, { ...onec.publication, url: `${toOnec.url}${pathname}` })
      push = startPush({ ...office, setAlarm: hastyAlarm, timeZoneOffset: () => 180 }, stop.signal)
    }
    const said = await talk(office, onec, { events, pulls: way !== 'push' })
    await untilQuiet(office, onec, { pulls: way !== 'push', links: [toRelay, toOnec] })
    if (office.errors.length > 0) throw new AggregateError(office.errors)
    return await verdictOf(office, onec, said, [toRelay, toOnec])
  } finally {
    stop.abort()
    await push?.stopped // undefined with pull alone
    await Promise.all([toRelay.close(), toOnec.close()])
    await onec.close()
    await door.close()
    await office.discard()
  }
}

/** The relay's waits, a hundred times as short: a push that failed is tried again at once. */
const hastyAlarm: SetAlarm = (afterMs, ring) => {
  const timer = setTimeout(ring, Math.min(afterMs / 100, 100))
  return () => clearTimeout(timer)
}

/** What was said, in the order in which it was, conversation by conversation. */
export interface Said {
  /** By clients and employees, as 1C must hear it. */
  toOnec: Map<ConversationId, string[]>
  /** By 1C of its own accord. */
  byOnec: Map<ConversationId, MessageId[]>
  /** By employees, as 1C lets it go. */
  replies: Map<ConversationId, MessageId[]>
}

/** Clients write, employees answer and 1C sends, while packets travel. */
async function talk(office: Office, onec: Onec, { events, pulls }: { events: number; pulls: boolean }): Promise<Said> {
  const said: Said = { toOnec: new Map(), byOnec: new Map(), replies: new Map() }
  const write = createReceiveTogether(office.store, office.clock, office.newId)
  const phoneOf = (client: number) => phones[client] ?? annasPhone
  const phones = Array.from({ length: clients }, (_, n) => v.parse(phoneNumberSchema, `+7916000${1000 + n}`))
  await office.store.write((tx) => noteAnswered(tx, office.base, phones, office.clock.now()))
  // Half of what is said is 1C's.
  for (let written = 0; written * 2 < events; written += portion) {
    const texts = Array.from({ length: portion }, (_, n) => ({
      text: `К${written + n}`,
      client: (written + n) % clients,
    }))
    await write(
      texts.map(({ text, client }) => ({
        channelId: office.channelId,
        client: { phone: phoneOf(client), name: `Клиент ${client}` },
        origin: 'client',
        whatsappId: text,
        at: office.clock.now(),
        kind: 'text',
        text,
      })),
      async () => {},
    )
    const conversations = await conversationsByPhone(office)
    const of = (client: number) => conversations.get(phoneOf(client))
    for (const { text, client } of texts) noted(said.toOnec, of(client), text)
    for (let n = 0; n < portion; n += 1) {
      const conversationId = of(n % clients)
      if (conversationId === undefined) continue
      // Every fifth is an employee's reply, which 1C lets go.
      if (n % 5 === 0) await reply(office, said, conversationId, written + n)
      else noted(said.byOnec, conversationId, send(onec, conversationId, written + n))
    }
    if (pulls) await onec.run()
  }
  return said
}

function send(onec: Onec, conversationId: ConversationId, n: number): MessageId {
  return v.parse(messageIdSchema, onec.send({ conversationId, text: `С${n}` }))
}

async function reply(office: Office, said: Said, conversationId: ConversationId, n: number): Promise<void> {
  const id = office.newId(messageIdSchema)
  await office.accept(office.olga, { id, conversationId, text: `О${n}` })
  noted(said.toOnec, conversationId, `О${n}`)
  noted(said.replies, conversationId, id)
}

function noted<Item>(map: Map<ConversationId, Item[]>, key: ConversationId | undefined, item: Item): void {
  if (key === undefined) throw new Error('A client without a conversation.')
  map.set(key, [...(map.get(key) ?? []), item])
}

async function conversationsByPhone({ store }: Office): Promise<Map<string, ConversationId>> {
  const rows = await store.read
    .selectFrom('conversations')
    .innerJoin('contacts', 'contacts.id', 'conversations.contact_id')
    .select(['conversations.id', 'contacts.phone'])
    .execute()
  return new Map(rows.map((row) => [row.phone ?? '', row.id]))
}

interface Ends {
  pulls: boolean
  links: FaultyLink[]
}

/** Goes on over the bad link; the last words need it to be well, else nobody could say whether there is anything left. */
async function untilQuiet(office: Office, onec: Onec, { pulls, links }: Ends): Promise<void> {
  const isQuiet = async () => {
    if (onec.waiting() > 0) return false
    const [row] = await office.bases.list()
    return row?.waitingEvents === 0
  }
  const look = async (times: number) => {
    for (let turn = 0; turn < times && !(await isQuiet()); turn += 1) {
      if (pulls) await onec.run()
      else await new Promise((resolve) => setTimeout(resolve, 2))
    }
  }
  await look(20_000)
  for (const link of links) link.heal()
  await look(2_000)
  if (!(await isQuiet())) throw new Error(`Not quiet: ${JSON.stringify(await office.bases.list())}, ${onec.waiting()}`)
}
