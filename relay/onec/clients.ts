import * as v from 'valibot'
import { clientKindSchema } from '../../shared/client.ts'
import { type BaseId, employeeIdSchema, type Instant } from '../../shared/ids.ts'
import { askWaiting } from '../inbox/ask-waiting.ts'
import { takeClients } from '../inbox/take-clients.ts'
import { type Country, readPhone } from '../phone-text.ts'
import type { ClientAnswer } from '../store/clients.ts'
import type { Writer } from '../store/open.ts'
import { lineSchema, onecLinkSchema } from './text-from-onec.ts'

/** So many cards by one phone are a switchboard's, and nobody can choose among more. */
const mostCards = 20

/** Takes in the answers of a packet to `clientLookup`, and what 1C says of clients unasked; then asks about those who still wait to be asked about. */
export async function takeClientsOf(
  tx: Writer,
  base: BaseId,
  items: readonly unknown[],
  { at, country }: { at: Instant; country: Country },
): Promise<void> {
  const answers = readClients(items, country)
  if (answers.length > 0) await takeClients(tx, base, answers, at)
  await askWaiting(tx, base, at)
}

/** Each item alone: one that cannot be read spoils no other, and its phone stays unanswered. Of two about one phone the later counts. */
export function readClients(items: readonly unknown[], country: Country): ClientAnswer[] {
  const byPhone = new Map<string, ClientAnswer>()
  for (const item of items) {
    const answer = readClient(item, country)
    if (answer) byPhone.set(answer.phone, answer)
  }
  return [...byPhone.values()]
}

export const itemSchema = v.object({ phone: v.string(), matches: v.nullish(v.array(v.unknown()), []) })

function readClient(item: unknown, country: Country): ClientAnswer | undefined {
  const parsed = v.safeParse(itemSchema, item)
  if (!parsed.success) return undefined
  const read = readPhone(parsed.output.phone, country)
  if ('wrong' in read) return undefined
  const { matches } = parsed.output
  const byRef = new Map(matches.flatMap(readCard).map((card) => [card.ref, card]))
  // That nobody could be read is not that nobody is there.
  if (byRef.size === 0 && matches.length > 0) return undefined
  return { phone: read.phone, cards: [...byRef.values()].slice(0, mostCards) }
}

/** What is not there, or not as it should be, is left out: the card is worth having without it. */
const orNothing = <Schema extends v.GenericSchema>(schema: Schema) => v.fallback(v.optional(schema), undefined)

export const cardSchema = v.object({
  ref: v.pipe(v.string(), v.minLength(1), v.maxLength(300)),
  name: v.pipe(lineSchema(200), v.minLength(1)),
  kind: clientKindSchema,
  url: orNothing(onecLinkSchema),
  userId: orNothing(v.pipe(v.string(), v.toLowerCase(), employeeIdSchema)),
})

function readCard(match: unknown): ClientAnswer['cards'][number][] {
  const parsed = v.safeParse(cardSchema, match)
  if (!parsed.success) return []
  const { ref, name, kind, url, userId } = parsed.output
  return [
    {
      ref,
      name,
      kind,
      ...(url === undefined ? {} : { url }),
      ...(userId === undefined ? {} : { responsibleId: userId }),
    },
  ]
}
