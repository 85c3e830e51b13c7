import * as v from 'valibot'
import { refusalSchema } from '../../shared/refusal.ts'
import type { Asked, AskedCode } from '../background/inbox-service.ts'
import { readTolerantly } from './read-tolerantly.ts'

/** How long an answer may take, in milliseconds; a file may take longer on a slow line. */
const answerWithin = 30_000
export const fileWithin = 300_000

/** What is used of an answer: the browser's own, or the typed client's, which differ by type only. */
export interface Answer {
  ok: boolean
  status: number
  headers: Headers
  json(): Promise<unknown>
  blob(): Promise<Blob>
}

/** Everything the extension asks over HTTP passes here. `read` takes a 2xx; what it cannot read was not said by a relay. */
export async function askRelay<T>(
  send: () => Promise<Answer>,
  read: (answer: Answer) => Promise<T>,
): Promise<Asked<T>> {
  const answer = await send().catch(() => undefined)
  if (answer === undefined) return refusal('unreachable', 'no answer came')
  if (!answer.ok) return readRefusal(answer)
  try {
    return { ok: true, value: await read(answer) }
  } catch (reason) {
    return refusal('notARelay', String(reason))
  }
}

/** The one fetch of the whole extension: it does not wait for ever. */
export const timedFetch =
  (fetchFrom: typeof fetch, within = answerWithin): typeof fetch =>
  (input, init) => {
    const waiting = AbortSignal.timeout(within)
    return fetchFrom(input, { ...init, signal: init?.signal ? AbortSignal.any([init.signal, waiting]) : waiting })
  }

/** For `read`: JSON of this shape, as far as we know the words of a relay that may be newer than we are. */
export const json =
  <Schema extends v.GenericSchema>(schema: Schema) =>
  async (answer: Answer): Promise<v.InferOutput<Schema>> => {
    const read = readTolerantly(schema, await answer.json())
    if (!read.success) throw new v.ValiError(read.issues)
    return read.output
  }

/** For `read`: bytes. */
export const blob = (answer: Answer): Promise<Blob> => answer.blob()

/** For `read`: it was done, there is nothing to say. A page that says 200 to everything does not pass for a relay. */
export async function nothing({ headers }: Answer): Promise<void> {
  if (headers.get('content-type')?.startsWith('text/html')) throw new Error('an HTML page came')
}

/** 502–504 without the relay's own words come from a proxy in front of it: the relay itself has said nothing. */
async function readRefusal(answer: Answer): Promise<Asked<never>> {
  const said = v.safeParse(refusalSchema, await answer.json().catch(() => undefined))
  if (!said.success) {
    const isProxy = answer.status >= 502 && answer.status <= 504
    return refusal(isProxy ? 'unreachable' : 'notARelay', `HTTP ${answer.status}`)
  }
  const { code, message, retryAfterSeconds, takenBy } = said.output.error
  return {
    ...refusal(code, message),
    ...(retryAfterSeconds === undefined ? {} : { retryAfterSeconds }),
    ...(takenBy === undefined ? {} : { takenBy }),
  }
}

export const refusal = (code: AskedCode, message: string): Asked<never> & { ok: false } => ({
  ok: false,
  code,
  message,
})
