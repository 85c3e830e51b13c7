import type { Context } from 'hono'
import { HTTPException } from 'hono/http-exception'
import type { ContentfulStatusCode } from 'hono/utils/http-status'
import type { Logger } from 'pino'
import type { Refusal, RefusalCode } from '../../shared/refusal.ts'
import { MediaTooLarge } from '../media/media-store.ts'
import { Refused } from '../refused.ts'

const statusOf: Record<RefusalCode, ContentfulStatusCode> = {
  badRequest: 400,
  unauthorized: 401,
  forbidden: 403,
  notFound: 404,
  conflict: 409,
  tooLateToChange: 409,
  takenByOther: 409,
  notYours: 403,
  firstMessageNotAllowed: 403,
  numberRemoved: 409,
  noBase: 409,
  noClientCard: 409,
  codeUsed: 403,
  employeesComeFrom1c: 403,
  wrongLogin: 403,
  notInGroup: 403,
  noLicence: 503,
  onecUnreachable: 502,
  tooLarge: 413,
  tooManyAttempts: 429,
  protocolMismatch: 409,
  storageFull: 507,
  internal: 500,
}

/** The body and status of a refusal. */
export function answerRefusal(c: Context, code: RefusalCode, message: string, more: Refused['more'] = {}) {
  const status = statusOf[code]
  const error: Refusal['error'] = { code, message, ...more }
  const { retryAfterSeconds } = more
  // 1C's job goes on or ends by this word (guides/onec.md 6, rule 6).
  const body = c.req.path.startsWith('/onec/') ? { error: { ...error, retryable: status >= 500 } } : { error }
  // The rest of a body that nobody will read would be taken for the next request.
  if (code === 'tooLarge') c.header('Connection', 'close')
  if (retryAfterSeconds !== undefined) c.header('Retry-After', String(retryAfterSeconds))
  return c.json(body, status)
}

/** Every error becomes an answer with a code; only what nobody expected is logged. Never a stack trace. */
export const createAnswerError = (log: Logger) => (error: Error, c: Context) => {
  if (error instanceof Refused) return answerRefusal(c, error.code, error.message, error.more)
  if (error instanceof MediaTooLarge) return answerRefusal(c, 'tooLarge', error.message)
  if (error instanceof HTTPException && error.status < 500) return answerRefusal(c, 'badRequest', error.message)
  if (isDiskFull(error)) {
    log.error({ err: error }, 'the disk is full')
    return answerRefusal(
      c,
      'storageFull',
      'The relay’s disk is full: nothing was stored. Free some space and try again.',
    )
  }
  log.error({ err: error, method: c.req.method, path: c.req.path }, 'a request failed')
  return answerRefusal(c, 'internal', 'The relay has failed; its log says why. Nothing was stored.')
}

const isDiskFull = (error: Error): boolean =>
  'code' in error && (error.code === 'ENOSPC' || error.code === 'SQLITE_FULL' || error.code === '53100')
