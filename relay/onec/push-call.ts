import * as v from 'valibot'
import type { PushFailure } from '../../shared/push-failure.ts'
import { parseJson } from '../parse-json.ts'
import type { LinkedBase } from '../store/bases.ts'
import type { SetAlarm } from '../timer.ts'
import { abortWith } from './abort-with.ts'
import type { RelayPacket } from './packet.ts'
import { readAnswer } from './read-answer.ts'
import { signatureHeaders } from './signature.ts'

/** A published base: the address of its publication, and in whose name the relay calls it. */
export interface OnecTarget {
  url: string
  login: string
  password: string
  /** Signs what is sent, where the base knows the same secret; null: unsigned. */
  secret: string | null
}

/** Where a base is called; undefined when it is not published. */
export function targetOf(base: LinkedBase): OnecTarget | undefined {
  const { push_url, push_login, push_password, push_secret } = base
  if (push_url === null) return undefined
  return { url: push_url, login: push_login ?? '', password: push_password ?? '', secret: push_secret }
}

export type PushAnswer = { body: unknown } | { failure: PushFailure }

export interface CallParts {
  setAlarm: SetAlarm
  abort: AbortSignal
}

/** 1C is given so long for one packet. */
const timeoutMs = 10_000

/** POSTs a packet to the HTTP service of a base. Never rejects for anything that 1C or the network can do. */
export const callOnec = (target: OnecTarget, packet: RelayPacket, parts: CallParts): Promise<PushAnswer> =>
  callService(target, { path: 'exchange', body: JSON.stringify(packet) }, parts)

/** A call of the HTTP service: POST with a body, GET without. */
export interface ServiceCall {
  path: 'exchange' | 'ping'
  body?: string
}

/** Calls the HTTP service of a base; the answer is JSON, not checked. Never rejects for anything that 1C or the network can do. */
export async function callService(
  target: OnecTarget,
  { path, body }: ServiceCall,
  { setAlarm, abort }: CallParts,
): Promise<PushAnswer> {
  const end = abortWith(abort)
  let timedOut = false
  const cancelAlarm = setAlarm(timeoutMs, () => {
    timedOut = true
    end.abort()
  })
  try {
    const response = await fetch(serviceAddress(target.url, path), {
      method: body === undefined ? 'GET' : 'POST',
      headers: headersOf(target, body),
      ...(body === undefined ? {} : { body }),
      redirect: 'manual',
      signal: end.signal,
    })
    const text = await readAnswer(response)
    if (text === undefined) return { failure: 'badAnswer' }
    return response.ok ? { body: parsed(text) } : { failure: failureOf(response.status, text) }
  } catch (cause) {
    if (timedOut) return { failure: 'timedOut' }
    return { failure: isAboutCertificate(cause) ? 'untrusted' : 'unreachable' }
  } finally {
    cancelAlarm()
    end.abort()
  }
}

/** @param publication the address of the base, as people open it in the browser. */
export const serviceAddress = (publication: string, path: ServiceCall['path']): string =>
  `${publication.replace(/\/+$/, '')}/hs/wamessenger/v1/${path}`

const headersOf = (target: OnecTarget, body = ''): Record<string, string> => ({
  authorization: basic(target),
  ...(body === '' ? {} : { 'content-type': 'application/json; charset=utf-8' }),
  ...signatureHeaders(target.secret, body),
})

/** UTF-8, as 1C's own web servers read it (guides/onec.md 3.1). */
const basic = ({ login, password }: OnecTarget): string =>
  `Basic ${Buffer.from(`${login}:${password}`).toString('base64')}`

/** What is not JSON becomes undefined, which is no packet. */
function parsed(text: string): unknown {
  try {
    return parseJson(text)
  } catch {
    return undefined
  }
}

function failureOf(status: number, text: string): PushFailure {
  // The platform says it with 402, some versions with 500 and words.
  if (status >= 500 && /лицензи|licen[cs]e/i.test(text)) return 'noLicence'
  if (status < 400) return 'redirected'
  if (status === 401) return 'unauthorized'
  if (status === 402) return 'noLicence'
  if (status === 403) return isDisabled(text) ? 'disabled' : 'forbidden'
  if (status === 404) return 'notFound'
  return status < 500 ? 'refused' : 'serverError'
}

/** The extension's own word; the platform refuses without JSON. */
const isDisabled = (text: string): boolean =>
  v.is(v.object({ error: v.object({ code: v.literal('disabled') }) }), parsed(text))

/** OpenSSL's words for it, as Node gives them: CERT_HAS_EXPIRED, DEPTH_ZERO_SELF_SIGNED_CERT, UNABLE_TO_VERIFY_LEAF_SIGNATURE… */
function isAboutCertificate(error: unknown): boolean {
  const cause = error instanceof Error ? error.cause : undefined
  return cause instanceof Error && 'code' in cause && /CERT|UNABLE_TO_VERIFY|TLS/.test(String(cause.code))
}
