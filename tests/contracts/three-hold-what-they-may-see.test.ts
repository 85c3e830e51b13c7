import * as v from 'valibot'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { changesFor } from '../../relay/inbox/changes-for.ts'
import { createLearnIdentity } from '../../relay/inbox/learn-identity.ts'
import { Live } from '../../relay/inbox/live.ts'
import { createMarkRead } from '../../relay/inbox/mark-read.ts'
import { createReceiveMessage } from '../../relay/inbox/receive-message.ts'
import { releaseConversations } from '../../relay/inbox/release-conversations.ts'
import { tellOfConversation } from '../../relay/inbox/tell.ts'
import { Refused } from '../../relay/refused.ts'
import { listConversations, lockConversation } from '../../relay/store/conversations.ts'
import { lastMessages } from '../../relay/store/messages.ts'
import type { Conversation } from '../../shared/conversation.ts'
import type { Employee } from '../../shared/employee.ts'
import { toldEventSchema } from '../../shared/events.ts'
import { type ConversationId, type Cursor, cursorSchema } from '../../shared/ids.ts'
import { phoneNumberSchema } from '../../shared/phone-number.ts'
import { seededRandom } from '../crash/seeded-random.ts'
import { engines } from '../world/stores.ts'
import { applyTold, type WhatHeHas } from '../world/what-he-has.ts'
import { type Colleagues, openColleagues, to, toQueue } from './colleagues.ts'

const seed = Number(process.env.DEEDS_SEED ?? 20261122)
const deedsInAll = 300
const atOnce = 6
const clientsInAll = 12
const most = 1000

/** What one seed decides. */
function chancesOf(of: number) {
  const random = seededRandom(of)
  const upTo = (count: number): number => Math.floor(random() * count)
  const oneOf = <Thing>(things: readonly Thing[]): Thing => {
    const thing = things[upTo(things.length)]
    if (thing === undefined) throw new Error('There is nothing to choose from.')
    return thing
  }
  return { upTo, oneOf }
}
type Chance = ReturnType<typeof chancesOf>

const digits = (client: number): string => String(client).padStart(4, '0')
const phoneOf = (client: number) => v.parse(phoneNumberSchema, `+7916555${digits(client)}`)
const lidOf = (client: number): string => `2000${digits(client)}`

/** What decides about a conversation, as far as a browser shows it. */
const standing = ({ state, ownerId, observers, escalation, unread, lastMessageAt }: Conversation) => ({
  ...{ state, ownerId, observers, escalation, unread, lastMessageAt },
})
type Standing = ReturnType<typeof standing>

/** A closed conversation of somebody who has left is told to nobody until something happens in it (docs/decisions/0021). */
const isSilentlyEverybodys = ({ state, ownerId }: Conversation): boolean => state === 'closed' && ownerId === undefined

const eventsSchema = v.object({ events: v.array(toldEventSchema), cursor: cursorSchema })
type Told = v.InferOutput<typeof eventsSchema>

/** A browser of somebody's: what it holds, and how far it has come. */
interface Browser {
  of: Employee
  has: WhatHeHas
  shows: Map<string, Standing>
  cursor: Cursor
}

const emptyBrowser = (of: Employee): Browser => ({ of, has: new Map(), shows: new Map(), cursor: 0 })

function take(browser: Browser, { events, cursor }: Told): void {
  browser.has = applyTold(browser.has, events)
  browser.cursor = cursor
  for (const event of events)
    if (event.type !== 'gone' && event.type !== 'stage')
      browser.shows.set(event.conversation.id, standing(event.conversation))
}

describe.each(engines)('three employees, whatever happens at once, on %s', (engine) => {
  let office: Colleagues
  beforeEach(async () => {
    office = await openColleagues(engine)
  })
  afterEach(() => office.discard())

  /** Live, from the first moment on. */
  async function liveBrowsers(people: readonly Employee[]): Promise<Browser[]> {
    const live = new Live(
      office.store,
      (error) => office.errors.push(error),
      () => () => {},
    )
    await live.start()
    const browsers: Browser[] = []
    for (const of of people) {
      const browser = emptyBrowser(of)
      const send = (text: string) => take(browser, v.parse(eventsSchema, JSON.parse(text)))
      const reader = { employee: of, cursor: 0, told: 0, send }
      live.greet(reader)
      await live.join(reader, 0)
      browsers.push(browser)
    }
    return browsers
  }

  /** Asks for changes until there are no more, or a few pages of them. */
  async function readOn(browser: Browser, limit: number, pages = Number.POSITIVE_INFINITY): Promise<void> {
    for (let page = 0; page < pages; page += 1) {
      const changes = await changesFor(office.store, browser.of, browser.cursor, limit)
      take(browser, changes)
      if (!changes.more) return
    }
  }

  const ids = async (): Promise<ConversationId[]> =>
    (await listConversations(office.store.read, office.svetlana, most)).map(({ id }) => id)

  /** What can be done, by anybody to anything; most of it is refused most of the time. */
  function deedBy(chance: Chance, known: readonly ConversationId[]): () => Promise<unknown> {
    const { store, clock, newId, deeds, accept, anew, olga, pyotr, svetlana } = office
    const client = chance.upTo(clientsInAll)
    const id = known.length === 0 ? undefined : known[chance.upTo(known.length)]
    const by = chance.oneOf([olga, pyotr, svetlana, leaver])
    const other = chance.oneOf([olga, pyotr, svetlana, leaver])
    if (id === undefined || chance.upTo(4) === 0) return () => writes(client, chance.upTo(2) === 0)
    return chance.oneOf<() => Promise<unknown>>([
      () => deeds.claim(by, id),
      () => accept(by, { id: anew(), conversationId: id, text: 'Добрый день' }),
      () => deeds.close(by, id),
      () => deeds.reopen(by, id),
      () => deeds.handOver(by, id, { id: anew(), target: to(other), comment: '' }),
      () => deeds.handOver(by, id, { id: anew(), target: toQueue, comment: '' }),
      () => deeds.writeNote(by, id, { id: anew(), text: 'Посмотри', mentions: [other.id] }),
      () => deeds.stopObserving(by, id),
      () => createMarkRead(store, clock, () => false)(by, id),
      () => createLearnIdentity(store, clock, newId)(lidOf(client), phoneOf(client), 'message'),
      () => isAlerted(id),
      () => store.write((tx) => releaseConversations(tx, [leaver.id], clock.now())),
    ])
  }

  let said = 0
  /** Half of the time he is known by his number, else by a name that WhatsApp gives him, until both turn out to be one. */
  async function writes(client: number, byPhone: boolean): Promise<void> {
    const { store, clock, newId, channelId } = office
    said += 1
    const who = { name: `Клиент ${client}`, ...(byPhone ? { phone: phoneOf(client) } : { lid: lidOf(client) }) }
    const of = { channelId, client: who, kind: 'text', origin: 'client', at: clock.now() } as const
    await createReceiveMessage(store, clock, newId)({ ...of, whatsappId: `A${said}`, text: `${said}` }, async () => {})
  }

  const isAlerted = (id: ConversationId) =>
    office.store.write(async (tx) => {
      const row = await lockConversation(tx, id)
      if (row && row.waiting_since !== null && row.state !== 'closed')
        await tellOfConversation(tx, { ...row, escalation: 'others' }, office.clock.now())
    })

  let leaver: Employee
  async function doThem(chance: Chance, meanwhile: () => Promise<void>): Promise<number> {
    let done = 0
    for (let deed = 0; deed < deedsInAll; deed += atOnce) {
      office.clock.forward(1000)
      const known = await ids()
      const together = Array.from({ length: atOnce }, () => deedBy(chance, known))
      const [, ...ends] = await Promise.allSettled([meanwhile(), ...together.map((doIt) => doIt())])
      for (const end of ends)
        if (end.status === 'fulfilled') done += 1
        else if (!(end.reason instanceof Refused)) throw end.reason
    }
    return done
  }

  async function expectRight({ of, has, shows }: Browser, how: string): Promise<void> {
    const seen = await listConversations(office.store.read, of, most)
    const told = seen.filter((each) => has.has(each.id) || !isSilentlyEverybodys(each)).map(({ id }) => id)
    expect([...has.keys()].sort(), `${of.name}, ${how}`).toEqual(told.sort())
    for (const now of seen.filter(({ id }) => has.has(id))) {
      const held = has.get(now.id) ?? new Set()
      const all = await lastMessages(office.store.read, now.id, most)
      const oldest = all.find(({ id }) => held.has(id))
      // What was written in the same moment by several has no order that anybody could know.
      const missing = all.filter(({ id, at }) => oldest !== undefined && at > oldest.at && !held.has(id))
      expect(missing, `${of.name}, ${how}: a hole`).toEqual([])
      expect(
        all.filter(({ id }) => held.has(id)),
        `${of.name}, ${how}: not there`,
      ).toHaveLength(held.size)
      if (!isSilentlyEverybodys(now)) expect(shows.get(now.id), `${of.name}, ${how}`).toEqual(standing(now))
    }
  }

  it('each hold what the relay says that they may see: live, by changes in pieces, and after having been away for all of it', async () => {
    leaver = await office.hires('Игорь')
    const chance = chancesOf(seed)
    const { olga, pyotr, svetlana } = office
    const people = [olga, pyotr, svetlana]
    const live = await liveBrowsers(people)
    const [inPieces, away] = [people.map(emptyBrowser), people.map(emptyBrowser)]
    const meanwhile = async () => {
      if (chance.upTo(3) === 0) await readOn(chance.oneOf(inPieces), 1 + chance.upTo(6), 2)
    }
    const done = await doThem(chance, meanwhile)
    expect(done).toBeGreaterThan(deedsInAll / 4)
    for (const each of inPieces) await readOn(each, 5)
    for (const each of away) await readOn(each, 500)
    // A reader of whom nothing was told lately has not heard how far it is: what he has is looked at instead.
    for (const each of live)
      await expect.poll(() => expectRight(each, 'live').then(() => 'right', String), { timeout: 5_000 }).toBe('right')
    for (const each of inPieces) await expectRight(each, `in pieces, seed ${seed}`)
    for (const each of away) await expectRight(each, `away, seed ${seed}`)
    expect(office.errors).toEqual([])
  }, 60_000)
  it('who was away while two were found to be one, and then taken by a colleague, keeps nothing of either', async () => {
    const { store, clock, newId, deeds, olga, pyotr } = office
    await writes(1, true)
    await writes(1, false)
    const browser = emptyBrowser(pyotr)
    await readOn(browser, 500)
    expect(browser.has.size).toBe(2)
    await createLearnIdentity(store, clock, newId)(lidOf(1), phoneOf(1), 'message')
    const [one, ...others] = await ids()
    expect(others).toEqual([])
    if (one) await deeds.claim(olga, one)
    await readOn(browser, 500)
    expect([...browser.has.keys()]).toEqual([])
  })
})
