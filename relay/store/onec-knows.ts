import type { ClientCard } from '../../shared/client.ts'
import type { BaseId, ChannelId, ContactId, Instant } from '../../shared/ids.ts'
import type { PhoneNumber } from '../../shared/phone-number.ts'
import { allBases, baseWith } from './bases.ts'
import type { Reader } from './open.ts'

/** What a base was asked about a phone, and has answered. */
export interface Lookup {
  askedAt: Instant | undefined
  answeredAt: Instant | undefined
  /** The base has seen the question, answered or not. */
  isSeen: boolean
}

/** What the base that has a conversation's number knows of its contact. */
export interface OnecKnows {
  base: BaseId
  /** The client's responsible manager is to become the owner. */
  prefersResponsible: boolean
  /** Absent: nobody has thought of asking yet. */
  lookup: Lookup | undefined
  /** Absent while it has not answered; empty when it knows nobody by this phone. */
  cards: ClientCard[] | undefined
}

/** A conversation as far as its client is concerned. */
interface OfContact {
  channel_id: ChannelId
  contact_id: ContactId
  contact_phone: PhoneNumber | null
}

/** Rows with what 1C knows of their contacts. Two statements for all of them; one where no base is linked, none where nobody has a phone. */
export async function withOnec<Row extends OfContact>(
  db: Reader,
  rows: readonly Row[],
): Promise<(Row & { onec: OnecKnows | undefined })[]> {
  const phones = [...new Set(rows.flatMap(({ contact_phone }) => contact_phone ?? []))]
  const bases = phones.length === 0 ? [] : await allBases(db)
  const answers = bases.length === 0 ? new Map<string, Answer>() : await answersAbout(db, phones)
  return rows.map((row) => {
    const id = row.contact_phone === null ? undefined : baseWith(bases, row.channel_id)
    const base = bases.find((each) => each.id === id)
    if (!base) return { ...row, onec: undefined }
    const answer = answers.get(keyOf(base.id, row.contact_phone))
    const { askedAt, askedSeq = 0, answeredAt } = answer ?? {}
    return {
      ...row,
      onec: {
        base: base.id,
        prefersResponsible: base.prefer_responsible === 1,
        lookup: answer && { askedAt, answeredAt, isSeen: base.cursor >= askedSeq },
        cards: answeredAt === undefined ? undefined : answer?.cards,
      },
    }
  })
}

interface Answer {
  askedAt: Instant | undefined
  askedSeq: number | undefined
  answeredAt: Instant | undefined
  cards: ClientCard[]
}

const keyOf = (base: BaseId, phone: PhoneNumber | null) => `${base} ${phone}`

async function answersAbout(db: Reader, phones: readonly PhoneNumber[]): Promise<Map<string, Answer>> {
  const answers = new Map<string, Answer>()
  for (const row of await lookupsWithCards(db, phones)) {
    const key = keyOf(row.base_id, row.phone)
    const answer = answers.get(key) ?? {
      askedAt: row.asked_at ?? undefined,
      askedSeq: row.asked_seq ?? undefined,
      answeredAt: row.answered_at ?? undefined,
      cards: [],
    }
    answers.set(key, answer)
    answer.cards.push(...cardsOf(row))
  }
  return answers
}

const lookupsWithCards = (db: Reader, phones: readonly PhoneNumber[]) =>
  db
    .selectFrom('client_lookups as lookup')
    .leftJoin('clients as client', (j) =>
      j.onRef('client.base_id', '=', 'lookup.base_id').onRef('client.phone', '=', 'lookup.phone'),
    )
    .leftJoin('contacts as contact', 'contact.phone', 'lookup.phone')
    .leftJoin('chosen_clients as chosen', (j) =>
      j.onRef('chosen.contact_id', '=', 'contact.id').onRef('chosen.base_id', '=', 'lookup.base_id'),
    )
    .leftJoin('employees as responsible', 'responsible.id', 'client.responsible_id')
    .select(['lookup.base_id', 'lookup.phone', 'lookup.asked_at', 'lookup.asked_seq', 'lookup.answered_at'])
    .select(['client.ref', 'client.name', 'client.kind', 'client.url', 'client.responsible_id'])
    .select(['chosen.ref as chosen_ref', 'responsible.name as responsible_name'])
    .where('lookup.phone', 'in', phones)
    .orderBy('client.position')
    .execute()

type LookupWithCard = Awaited<ReturnType<typeof lookupsWithCards>>[number]

/** A base that knows nobody by a phone has one row for it, without a card. */
function cardsOf({ base_id, ref, name, kind, ...more }: LookupWithCard): ClientCard[] {
  if (ref === null || name === null || kind === null) return []
  const card: ClientCard = { baseId: base_id, ref, name, kind }
  if (more.url !== null) card.url = more.url
  if (more.responsible_id !== null) card.responsibleId = more.responsible_id
  if (more.responsible_name !== null) card.responsibleName = more.responsible_name
  if (more.chosen_ref === ref) card.chosen = true
  return [card]
}
