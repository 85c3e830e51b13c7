import { type BinaryNode, getBinaryNodeChild, getBinaryNodeChildren, type WASocket } from '@whiskeysockets/baileys'
import type { PairingCode } from '../../shared/channel-status.ts'
import type { ChannelId, Instant } from '../../shared/ids.ts'

/** How long WhatsApp accepts a code (guide 0.10). */
const firstLives = 60_000
const nextLive = 20_000

/** The codes of one pairing, in the order in which WhatsApp gives them. */
export interface CodeSeries {
  /** How many WhatsApp has given. */
  total: number
  shown: number
}

/** The code to show next, with what is known of its time; pure. */
export function nextCode(channelId: ChannelId, series: CodeSeries, qr: string, now: Instant): PairingCode {
  const number = series.shown + 1
  const expiresAt = now + (number === 1 ? firstLives : nextLive)
  return { channelId, qr, expiresAt, number, total: Math.max(series.total, number) }
}

/** Whether the end of a connection, seen while this code was the last one shown, means that no code is left. */
export const allUsedUp = (code: PairingCode | undefined, now: Instant): boolean =>
  // Baileys' timer and ours are not the same: half a second is nothing to a person.
  code !== undefined && code.number >= code.total && now >= code.expiresAt - 500

/** Counts the codes that WhatsApp has handed out for one pairing; Baileys shows them one by one. */
export function countCodes(client: WASocket['ws']): () => number {
  let total = 0
  client.prependListener('CB:iq,type:set,pair-device', (stanza: BinaryNode) => {
    total = getBinaryNodeChildren(getBinaryNodeChild(stanza, 'pair-device'), 'ref').length
  })
  return () => total
}
