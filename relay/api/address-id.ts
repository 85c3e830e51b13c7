import * as v from 'valibot'
import { Refused } from '../refused.ts'

/** An id out of the address. @throws Refused `notFound`: what has no proper id does not exist. */
export function addressId<T>(schema: v.GenericSchema<string, T>, text: string): T {
  const parsed = v.safeParse(schema, text)
  if (!parsed.success) throw new Refused('notFound', 'There is nothing at this address.')
  return parsed.output
}

/** A whole number out of the query. @throws Refused `badRequest` */
export function queryNumber(text: string | undefined, fallback: number, max: number): number {
  if (text === undefined) return fallback
  const value = Number(text)
  if (!Number.isInteger(value) || value < 0) throw new Refused('badRequest', `${text}: a whole number is wanted.`)
  return Math.min(value, max)
}
