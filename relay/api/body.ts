import { vValidator } from '@hono/valibot-validator'
import * as v from 'valibot'
import { answerRefusal } from './answer-error.ts'

/** Parses a JSON body at the gate; what does not fit is answered with the first mistake and where it is. */
export const body = <S extends v.GenericSchema>(schema: S) =>
  // The client's types are those of the schema alone.
  vValidator(
    'json',
    v.pipe(
      v.unknown(),
      v.transform((value) => withoutNul(value)),
      schema,
    ) as unknown as S,
    (result, c) => {
      if (result.success) return undefined
      const [issue] = result.issues
      const where = issue.path?.map((step) => String(step.key)).join('.')
      return answerRefusal(c, 'badRequest', where ? `${where}: ${issue.message}` : issue.message)
    },
  )

/** Nothing that is wanted is nested as deep; what is deeper fits nowhere, and is not walked to its end. */
const deepest = 20

/** PostgreSQL cannot store U+0000 in text, 1C cannot read it, and nobody can see it. */
function withoutNul(value: unknown, depth = 0): unknown {
  if (depth > deepest) return null
  if (typeof value === 'string') return value.replaceAll('\u0000', '')
  if (Array.isArray(value)) return value.map((inside) => withoutNul(inside, depth + 1))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, inside]) => [key, withoutNul(inside, depth + 1)]))
}
