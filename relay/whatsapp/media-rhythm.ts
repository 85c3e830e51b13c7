import type { ChannelId, Instant } from '../../shared/ids.ts'

const second = 1_000
const minute = 60 * second
const hour = 60 * minute

/** How long after a failed attempt the next one is due, in milliseconds. @param attempts so far. @param random 0 ≤ value < 1. */
export function tryFileAgainAfter(attempts: number, random: number): number {
  const full = Math.min(hour, 2 * second * 2 ** Math.min(attempts, 12))
  return Math.round(full / 2 + (full / 2) * random)
}

/** A phone may be switched off over a weekend. */
const phoneWaits = [hour, 6 * hour, 24 * hour, 48 * hour]

/** How long after an unanswered question the phone is asked again; undefined: the file is given up. @param asks so far. */
export const askPhoneAgainAfter = (asks: number): number | undefined => phoneWaits[asks - 1]

/** Our phone is not asked for more files at once than this: it has to read each from its own storage. */
export const asksAtOnce = 4

/** A file under way. */
export interface UnderWay {
  channelId: ChannelId
  since: Instant
  /** The phone is asked for it: that takes no room. */
  asking: boolean
}

/** From then on a transfer no longer keeps others from beginning. */
export const slowAfter = 10 * second
const room = { relay: { quick: 6, all: 24 }, channel: { quick: 3, all: 12 }, history: 2 }

/**
 * Whether one more file of this channel may be fetched now. Each channel has room of its own, history leaves some of it free for live messages,
 * and a slow or dead transfer soon gives its place to the next. Pure.
 */
export function mayBegin(
  underWay: readonly UnderWay[],
  next: { channelId: ChannelId; fromHistory: boolean },
  now: Instant,
): boolean {
  const all = underWay.filter(({ asking }) => !asking)
  const quick = all.filter(({ since }) => now - since < slowAfter)
  const ofChannel = (files: UnderWay[]) => files.filter(({ channelId }) => channelId === next.channelId).length
  return (
    all.length < room.relay.all &&
    quick.length < room.relay.quick &&
    ofChannel(all) < room.channel.all &&
    ofChannel(quick) < (next.fromHistory ? room.history : room.channel.quick)
  )
}
