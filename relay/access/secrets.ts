import { createHash, randomBytes } from 'node:crypto'

/** Random bytes, passed in so that tests decide them. */
export type Random = (size: number) => Uint8Array

export const systemRandom: Random = (size) => randomBytes(size)

/** A token: 256 random bits. Shown once; only its hash is kept. */
export const newToken = (random: Random): string => Buffer.from(random(32)).toString('base64url')

/** No I, L, O, U: nobody mistakes them for 1 and 0 when reading a code aloud (Crockford's base 32). */
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

/** A one-time code that people type: 12 characters, 60 random bits, in groups of four. */
export function newCode(random: Random): string {
  const letters = Array.from(random(12), (byte) => alphabet[byte % alphabet.length]).join('')
  return letters.match(/.{4}/g)?.join('-') ?? letters
}

/** What is kept of a token or code. They are random and long, so a plain hash cannot be guessed back. */
export const hashOf = (secret: string): string => createHash('sha256').update(secret).digest('hex')
