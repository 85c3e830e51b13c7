import type { BinaryNode } from '@whiskeysockets/baileys'
import { cameAtAttribute } from './envelope.ts'

/** A stanza's attributes as they are kept: with the moment at which it came, and what else matters of it. */
export const keptEnvelope = (attrs: BinaryNode['attrs'], cameAt: number, more: object = {}): string =>
  JSON.stringify({ ...attrs, [cameAtAttribute]: String(cameAt), ...more })
