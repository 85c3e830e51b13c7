import { vValidator } from '@hono/valibot-validator'
import type { GenericSchema } from 'valibot'
import { answerRefusal } from './answer-error.ts'

/** Parses a JSON body at the gate; what does not fit is answered with the first mistake and where it is. */
export const body = <S extends GenericSchema>(schema: S) =>
  vValidator('json', schema, (result, c) => {
    if (result.success) return undefined
    const [issue] = result.issues
    const where = issue.path?.map((step) => String(step.key)).join('.')
    return answerRefusal(c, 'badRequest', where ? `${where}: ${issue.message}` : issue.message)
  })
