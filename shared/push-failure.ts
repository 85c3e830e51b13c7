import * as v from 'valibot'

/** Why the relay could not push to a 1C base. A closed list; the administrator is shown a sentence for each. */
export const pushFailures = [
  /** Nobody answers at that address. */
  'unreachable',
  /** The certificate of the address is not trusted. */
  'untrusted',
  'timedOut',
  /** The address leads elsewhere: the publication has another address, or http became https. */
  'redirected',
  'unauthorized',
  /** The service user has not got the role of the extension. */
  'forbidden',
  /** The base itself says that the exchange is switched off there, or that it is a copy. */
  'disabled',
  /** Not published, or published without the services of extensions. */
  'notFound',
  /** 402: no licence is free. */
  'noLicence',
  /** Another 4xx. */
  'refused',
  /** 5xx: 1C could not take the packet. */
  'serverError',
  /** The answer is not a packet. */
  'badAnswer',
  'protocolMismatch',
  /** 1C has applied more than the relay has written. */
  'cursorAhead',
  /** 1C answered well but has applied nothing of what it was sent. */
  'noProgress',
] as const
export const pushFailureSchema = v.picklist(pushFailures)
export type PushFailure = v.InferOutput<typeof pushFailureSchema>
