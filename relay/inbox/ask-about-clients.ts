import type { BaseId, Instant } from '../../shared/ids.ts'
import type { PhoneNumber } from '../../shared/phone-number.ts'
import { noteAsked, wantClients } from '../store/client-lookups.ts'
import { nextSeqs } from '../store/journal.ts'
import { appendQuestions } from '../store/onec-questions.ts'
import type { Writer } from '../store/open.ts'
import type { ShownRow } from '../store/shown-conversations.ts'
import { leastPause, type Occasion, whetherToAsk } from './client-lookup.ts'

/** A conversation that is told of, and why. */
export interface Occurrence {
  conversation: Pick<ShownRow, 'contact_phone' | 'last_message_at' | 'onec'>
  occasion: Occasion
}

/** Asks 1C who the contacts of these conversations are, as far as that is not known: in the transaction that tells of them, so no question is lost or doubled. */
export async function askAboutClients(tx: Writer, occurrences: readonly Occurrence[], now: Instant): Promise<void> {
  const asked = new Map<BaseId, Set<PhoneNumber>>()
  const wanted = new Map<BaseId, Map<PhoneNumber, Instant>>()
  for (const { conversation, occasion } of occurrences) {
    const { onec, contact_phone: phone, last_message_at: at } = conversation
    if (onec === undefined || phone === null) continue
    const whether = whetherToAsk(onec, occasion, now)
    if (whether === 'now') ofBase(asked, onec.base, () => new Set<PhoneNumber>()).add(phone)
    if (whether === 'later') ofBase(wanted, onec.base, () => new Map<PhoneNumber, Instant>()).set(phone, at)
  }
  for (const [base, phones] of wanted)
    await wantClients(
      tx,
      base,
      [...phones].map(([phone, wantedAt]) => ({ phone, wantedAt })),
    )
  for (const [base, phones] of asked) await askAbout(tx, base, [...phones], now)
}

function ofBase<Value>(map: Map<BaseId, Value>, base: BaseId, make: () => Value): Value {
  const known = map.get(base) ?? make()
  map.set(base, known)
  return known
}

/** Asks one base about phones; about one that somebody else has just asked about it is not asked again. */
export async function askAbout(tx: Writer, base: BaseId, phones: readonly PhoneNumber[], at: Instant): Promise<void> {
  if (phones.length === 0) return
  // The numbers first: whoever asks comes one after the other from here on.
  const first = await nextSeqs(tx, phones.length)
  const numbered = phones.map((phone, index) => ({ phone, seq: first + index }))
  const toAsk = await noteAsked(tx, base, numbered, { at, before: at - leastPause })
  const questions = numbered.filter(({ phone }) => toAsk.has(phone))
  await appendQuestions(
    tx,
    questions.map(({ phone, seq }) => ({ seq, at, base, question: { type: 'clientLookup', phone } })),
  )
}
