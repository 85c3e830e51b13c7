/**
 * Why the relay refuses a request of 1C (guides/onec.md 6, rule 6). 1C ends the run on a refusal that is not retryable. There is no `starting` (503): the relay
 * listens only when it is ready, and until then nobody answers, which 1C takes for a failure that passes. Nor `disabled` (403): where synchronising is off 1C
 * is told so in `settings`, since it must still hear of it.
 */
export const onecRefusals = {
  badRequest: { status: 400, retryable: false },
  unauthorized: { status: 401, retryable: false },
  protocolMismatch: { status: 409, retryable: false },
  /** 1C has applied more than the relay has written: the relay was restored from a backup, or this is another relay. */
  cursorAhead: { status: 409, retryable: false },
  tooLarge: { status: 413, retryable: false },
  retryAfter: { status: 429, retryable: true },
} as const

export type OnecRefusalCode = keyof typeof onecRefusals

/** The body of every answer to 1C that is not 2xx. */
export interface OnecRefusal {
  error: {
    code: OnecRefusalCode
    message: string
    retryable: boolean
    /** With `protocolMismatch`: what the relay speaks. */
    supported?: number[]
  }
}

export interface RefusalForOnec {
  status: (typeof onecRefusals)[OnecRefusalCode]['status']
  body: OnecRefusal
}

/** @param message English, for 1C's event log. */
export function refusalForOnec(code: OnecRefusalCode, message: string): RefusalForOnec {
  const { status, retryable } = onecRefusals[code]
  const supported = code === 'protocolMismatch' ? { supported: [1] } : {}
  return { status, body: { error: { code, message, retryable, ...supported } } }
}
