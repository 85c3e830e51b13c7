import type { PushTarget } from '../../shared/commands.ts'
import type { PushFailure } from '../../shared/push-failure.ts'
import { parseJson } from '../parse-json.ts'
import type { SetAlarm } from '../timer.ts'
import { abortWith } from './abort-with.ts'
import type { RelayPacket } from './packet.ts'

export type PushAnswer = { body: unknown } | { failure: PushFailure }

/** 1C is given so long for one packet. */
const timeoutMs = 10_000

/** POSTs a packet to the HTTP service of a base. Never rejects for anything that 1C or the network can do. */
export async function callOnec(
  target: NonNullable<PushTarget>,
  packet: RelayPacket,
  { setAlarm, abort }: { setAlarm: SetAlarm; abort: AbortSignal },
): Promise<PushAnswer> {
  const call = abortWith(abort)
  let timedOut = false
  const cancelAlarm = setAlarm(timeoutMs, () => {
    timedOut = true
    call.abort()
  })
  try {
    const response = await fetch(exchangeAddress(target.url), {
      method: 'POST',
      headers: { authorization: basic(target), 'content-type': 'application/json; charset=utf-8' },
      body: JSON.stringify(packet),
      redirect: 'manual',
      signal: call.signal,
    })
    const text = await response.text()
    return response.ok ? { body: parsed(text) } : { failure: failureOf(response.status) }
  } catch (cause) {
    if (timedOut) return { failure: 'timedOut' }
    return { failure: isAboutCertificate(cause) ? 'untrusted' : 'unreachable' }
  } finally {
    cancelAlarm()
    call.abort()
  }
}

/** @param publication the address of the base, as people open it in the browser. */
export const exchangeAddress = (publication: string): string =>
  `${publication.replace(/\/+$/, '')}/hs/wamessenger/v1/exchange`

/** UTF-8, as 1C's own web servers read it (guides/onec.md 3.1). */
const basic = ({ login, password }: NonNullable<PushTarget>): string =>
  `Basic ${Buffer.from(`${login}:${password}`).toString('base64')}`

/** What is not JSON becomes undefined, which is no packet. */
function parsed(text: string): unknown {
  try {
    return parseJson(text)
  } catch {
    return undefined
  }
}

function failureOf(status: number): PushFailure {
  if (status < 400) return 'redirected'
  if (status === 401) return 'unauthorized'
  if (status === 402) return 'noLicence'
  if (status === 403) return 'forbidden'
  if (status === 404) return 'notFound'
  return status < 500 ? 'refused' : 'serverError'
}

/** OpenSSL's words for it, as Node gives them: CERT_HAS_EXPIRED, DEPTH_ZERO_SELF_SIGNED_CERT, UNABLE_TO_VERIFY_LEAF_SIGNATURE… */
function isAboutCertificate(error: unknown): boolean {
  const cause = error instanceof Error ? error.cause : undefined
  return cause instanceof Error && 'code' in cause && /CERT|UNABLE_TO_VERIFY|TLS/.test(String(cause.code))
}
