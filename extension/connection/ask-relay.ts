import * as v from 'valibot'
import { refusalSchema } from '../../shared/refusal.ts'
import type { Asked, AskedCode } from '../background/inbox-service.ts'

/** How long an answer may take; a file may take longer on a slow line. */
const answerWithin = 30_000
export const fileWithin = 300_000

export interface Question {
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  /** Behind the relay's address: `/api/v1/me`. */
  path: string
  token?: string | undefined
  json?: unknown
  file?: { bytes: Blob; mime: string }
  within?: number
}

/** The one fetch of the whole extension. `read` takes the answer when it is 2xx; what it cannot read was not said by a relay. */
export type AskRelay = <T>(question: Question, read: (response: Response) => Promise<T>) => Promise<Asked<T>>

export const createAskRelay =
  (address: string, fetchFrom: typeof fetch): AskRelay =>
  async (question, read) => {
    const response = await send(fetchFrom, address, question)
    if (response === undefined) return refusal('unreachable', `no answer from ${address}`)
    if (!response.ok) return readRefusal(response)
    try {
      return { ok: true, value: await read(response) }
    } catch (reason) {
      return refusal('notARelay', `${question.path}: ${String(reason)}`)
    }
  }

/** For `read`: JSON of this shape. */
export const json =
  <Schema extends v.GenericSchema>(schema: Schema) =>
  async (response: Response): Promise<v.InferOutput<Schema>> =>
    v.parse(schema, await response.json())

/** For `read`: it was done, there is nothing to say. A page that says 200 to everything does not pass for a relay. */
export async function nothing(response: Response): Promise<void> {
  if (response.headers.get('content-type')?.startsWith('text/html')) throw new Error('an HTML page came')
}

async function send(fetchFrom: typeof fetch, address: string, question: Question): Promise<Response | undefined> {
  const headers = new Headers()
  if (question.token !== undefined) headers.set('authorization', `Bearer ${question.token}`)
  if (question.json !== undefined) headers.set('content-type', 'application/json')
  if (question.file !== undefined) headers.set('content-type', question.file.mime || 'application/octet-stream')
  const body = question.file?.bytes ?? (question.json === undefined ? null : JSON.stringify(question.json))
  const signal = AbortSignal.timeout(question.within ?? answerWithin)
  try {
    return await fetchFrom(`${address}${question.path}`, { method: question.method, headers, body, signal })
  } catch {
    return undefined
  }
}

/** 502–504 without the relay's own words come from a proxy in front of it: the relay itself has said nothing. */
async function readRefusal(response: Response): Promise<Asked<never>> {
  const said = v.safeParse(refusalSchema, await response.json().catch(() => undefined))
  if (!said.success) {
    const isProxy = response.status >= 502 && response.status <= 504
    return refusal(isProxy ? 'unreachable' : 'notARelay', `HTTP ${response.status}`)
  }
  const { code, message, retryAfterSeconds } = said.output.error
  return { ...refusal(code, message), ...(retryAfterSeconds === undefined ? {} : { retryAfterSeconds }) }
}

export const refusal = (code: AskedCode, message: string): Asked<never> & { ok: false } => ({
  ok: false,
  code,
  message,
})
