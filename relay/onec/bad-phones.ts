import * as v from 'valibot'
import { type BadPhone, type BadPhoneFault, badPhoneFaultSchema } from '../../shared/bad-phone.ts'
import type { BaseId, Instant } from '../../shared/ids.ts'
import { type Country, type PhoneFault, readPhone } from '../phone-text.ts'
import { replaceBadPhones } from '../store/bad-phones.ts'
import type { Writer } from '../store/open.ts'
import { lineSchema, onecLinkSchema } from './text-from-onec.ts'

/** Takes in the list of a base's phone-book doctor: the whole list each time, an empty one when all is well. */
export async function takeBadPhones(
  tx: Writer,
  base: BaseId,
  items: readonly unknown[] | undefined,
  { at, country }: { at: Instant; country: Country },
): Promise<void> {
  if (items !== undefined) await replaceBadPhones(tx, base, readBadPhones(items, country), at)
}

/** Each item alone: one that cannot be read spoils no other. */
export const readBadPhones = (items: readonly unknown[], country: Country): BadPhone[] =>
  items.flatMap((item) => readBadPhone(item, country) ?? [])

export const itemSchema = v.object({
  ref: v.pipe(v.string(), v.minLength(1), v.maxLength(300)),
  name: lineSchema(200),
  written: v.pipe(
    v.string(),
    v.transform((written) => written.slice(0, 200)),
  ),
  fault: v.fallback(v.optional(badPhoneFaultSchema), undefined),
  url: v.fallback(v.optional(onecLinkSchema), undefined),
})

function readBadPhone(item: unknown, country: Country): BadPhone | undefined {
  const parsed = v.safeParse(itemSchema, item)
  if (!parsed.success) return undefined
  const { ref, name, written, url } = parsed.output
  const fault = parsed.output.fault ?? faultOf(written, country)
  return fault && { ref, name, written, fault, ...(url === undefined ? {} : { url }) }
}

/** What is wrong with a phone as it stands in 1C, where 1C does not say so itself; undefined: nothing, or there is none. Pure. */
export function faultOf(written: string, country: Country): BadPhoneFault | undefined {
  const read = readPhone(written, country)
  return 'wrong' in read ? faults[read.wrong] : undefined
}

const faults: Record<PhoneFault, BadPhoneFault | undefined> = {
  empty: undefined,
  tooShort: 'tooShort',
  tooLong: 'tooLong',
  extension: 'extension',
  letters: 'letters',
  several: 'twoInField',
  unknown: 'unknown',
}
