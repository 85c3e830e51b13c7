import { constant, type Infobase, setConstant } from './infobase.ts'
import { asMap, type JsonMap, textOf } from './json-map.ts'
import type { Part } from './parts.ts'
import type { RunningBase } from './running-base.ts'

/** A card in the base's phone book, as the contract words it. */
export interface Card {
  ref: string
  name: string
  kind: 'counterparty' | 'partner' | 'person' | 'lead'
  url?: string
  /** The responsible manager. */
  userId?: string
}

/** A number that the base's phone-book doctor has found. */
export interface BadNumber {
  ref: string
  name: string
  written: string
  fault?: string
  url?: string
}

/** The base's phone book: it answers `clientLookup`, and says unasked when a card is added. */
export const clients: Part = {
  tables: `
    create table if not exists cards (phone text not null, ref text not null, card text not null, primary key (phone, ref));
    -- Phones about which the relay is to be told: asked, or changed here.
    create table if not exists phones_to_tell (phone text primary key);
  `,
  events: {
    clientLookup: (base, event) => {
      const phone = textOf(event, 'phone')
      if (phone === undefined) return 'clientLookup without its phone'
      toTell(base, phone)
      return undefined
    },
  },
  toSend: (base) => {
    const phones = base.prepare<[], { phone: string }>('select phone from phones_to_tell order by rowid').all()
    const doctor = constant(base, 'badPhones')
    return {
      ...(phones.length === 0
        ? {}
        : { clients: phones.map(({ phone }) => ({ phone, matches: cardsOf(base, phone) })) }),
      ...(doctor === undefined ? {} : { badPhones: JSON.parse(doctor) }),
    }
  },
  sent: (base, packet) => {
    const told = Array.isArray(packet.clients) ? packet.clients.map(asMap) : []
    for (const item of told) {
      const [phone, matches] = [textOf(item, 'phone'), JSON.stringify(item.matches)]
      // What was added meanwhile has yet to be told.
      if (phone === undefined || matches !== JSON.stringify(cardsOf(base, phone))) continue
      base.prepare('delete from phones_to_tell where phone = ?').run(phone)
    }
    if (JSON.stringify(packet.badPhones) === constant(base, 'badPhones'))
      base.prepare("delete from constants where name = 'badPhones'").run()
  },
}

const toTell = (base: Infobase, phone: string) =>
  base.prepare('insert into phones_to_tell values (?) on conflict do nothing').run(phone)

const cardsOf = (base: Infobase, phone: string): JsonMap[] =>
  base
    .prepare<[string], { card: string }>('select card from cards where phone = ? order by rowid')
    .all(phone)
    .map(({ card }) => asMap(JSON.parse(card)))

export interface PhoneBook {
  /** Writes a card; the relay learns of it with the next packet. */
  add(phone: string, card: Card): void
  /** What the doctor has found now: the whole list, sent because it has changed. */
  findBad(numbers: readonly BadNumber[]): void
}

export const phoneBookOf = (running: Pick<RunningBase, 'base'>): PhoneBook => ({
  add: (phone, card) => {
    running.base
      .prepare('insert into cards values (?, ?, ?) on conflict (phone, ref) do update set card = excluded.card')
      .run(phone, card.ref, JSON.stringify(card))
    toTell(running.base, phone)
  },
  findBad: (numbers) => setConstant(running.base, 'badPhones', JSON.stringify(numbers)),
})
