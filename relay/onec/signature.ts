import { createHmac } from 'node:crypto'

/** `X-Relay-Signature` of a body as it is sent: HMAC-SHA256 of its bytes, for publications whose user stands in default.vrd (guides/onec.md 6, rule 7). */
export const signatureOf = (secret: string, body: string): string =>
  `sha256=${createHmac('sha256', secret).update(body, 'utf8').digest('hex')}`

/** The header of a signed call; none without a secret. */
export const signatureHeaders = (secret: string | null, body: string): Record<string, string> =>
  secret === null ? {} : { 'x-relay-signature': signatureOf(secret, body) }
