import * as v from 'valibot'
import { type EmployeeId, employeeIdSchema } from '../../shared/ids.ts'
import { parseJson } from '../parse-json.ts'
import type { SetAlarm } from '../timer.ts'
import { abortWith } from './abort-with.ts'
import { readAnswer } from './read-answer.ts'
import { signatureHeaders } from './signature.ts'

/** Login and password of an employee in 1C. They live as long as the call. */
export interface OnecLogin {
  login: string
  password: string
}

/** What a base says of a login and its password. `forbidden`: they are right, but the messenger is not for him. */
export type SignInVerdict = { userId: EmployeeId } | 'wrongLogin' | 'forbidden' | 'noLicence' | 'unreachable'

export interface SignInTarget {
  /** The address of the publication, as people open it in the browser. */
  url: string
  /** Signs the call; null: unsigned. */
  secret: string | null
}

/** 1C is given so long: somebody waits in front of the screen. In milliseconds. */
const timeoutMs = 8_000

/** Asks a base in the name of the employee: 1C's own platform checks the password. Never rejects for anything that 1C or the network can do. */
export async function askWhoSignsIn(
  { url, secret }: SignInTarget,
  who: OnecLogin,
  { setAlarm, abort }: { setAlarm: SetAlarm; abort: AbortSignal },
): Promise<SignInVerdict> {
  // Basic ends the login at the first colon: 1C would look for somebody else, with another password than was typed.
  if (/[:\p{Cc}]/u.test(who.login)) return 'wrongLogin'
  const call = abortWith(abort)
  const cancelAlarm = setAlarm(timeoutMs, () => call.abort())
  const body = JSON.stringify({ login: who.login })
  try {
    const response = await fetch(`${url.replace(/\/+$/, '')}/hs/wamessenger/v1/signin`, {
      method: 'POST',
      headers: {
        authorization: basic(who),
        'content-type': 'application/json; charset=utf-8',
        ...signatureHeaders(secret, body),
      },
      body,
      // Else the password would go wherever an answer points to.
      redirect: 'manual',
      signal: call.signal,
    })
    return verdictOf(response.status, (await readAnswer(response)) ?? '')
  } catch {
    return 'unreachable'
  } finally {
    cancelAlarm()
    call.abort()
  }
}

/** UTF-8, as 1C's own web servers read it (guides/onec.md 3.1). */
const basic = ({ login, password }: OnecLogin): string =>
  `Basic ${Buffer.from(`${login}:${password}`).toString('base64')}`

export const answerSchema = v.object({
  user: v.object({ userId: v.pipe(v.string(), v.trim(), v.toLowerCase(), employeeIdSchema) }),
})
const refusedSchema = v.object({ error: v.object({ code: v.string() }) })

/** Pure. The platform's own refusals are not in JSON; those of our service are. */
export function verdictOf(status: number, text: string): SignInVerdict {
  const said = json(text)
  const code = v.safeParse(refusedSchema, said)
  // A 401 of ours says that the signature is wrong: nobody has looked at the password.
  if (status === 401) return code.success ? 'unreachable' : 'wrongLogin'
  if (status === 402) return 'noLicence'
  // The exchange is switched off there, or it is a copy.
  if (status === 403) return code.success && code.output.error.code === 'disabled' ? 'unreachable' : 'forbidden'
  const answer = v.safeParse(answerSchema, said)
  return status === 200 && answer.success ? answer.output.user : 'unreachable'
}

function json(text: string): unknown {
  try {
    return parseJson(text)
  } catch {
    return undefined
  }
}
