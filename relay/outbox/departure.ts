import type { ChannelState } from '../../shared/channel-status.ts'
import type { Instant } from '../../shared/ids.ts'
import type { Hold } from '../../shared/message.ts'
import type { FailureReason } from '../../shared/stage.ts'

/** A wait that is over within a moment is not worth a word. Milliseconds. */
export const worthSaying = 2_000

/** The link of a number, as far as sending goes. */
export type Link = { online: true } | { online: false; reason: 'notPaired' | 'offline'; since: Instant }

/** How a client is known to a number: he has written (or we from the phone), we have begun, or he is a stranger. */
export type Acquaintance = 'writtenToUs' | 'begunByUs' | 'stranger'

/** All that decides whether a message leaves now. */
export interface Circumstances {
  now: Instant
  /** When the message might have left at the earliest. */
  readyAt: Instant
  notAfter: Instant | null
  /** After a try that came to nothing. */
  retryAt: Instant
  link: Link
  acquaintance: Acquaintance
  writeFirst: boolean
  restriction: { until?: Instant | undefined } | undefined
  allowance: { used: number; limit: number; renewedAt: Instant }
  /** When the number's pace lets the next one leave. */
  paceAt: Instant
}

/**
 * What is to be done with a message now. `wait` without a hold is a moment that nobody needs to hear of; `lookAt`: when to decide anew at the latest,
 * absent when only an event can change anything.
 */
export type Departure =
  | { step: 'leave' }
  | { step: 'fail'; reason: FailureReason }
  | { step: 'wait'; hold?: Hold; lookAt?: Instant }

/** Decides about the first message of a conversation that waits to leave. Pure. */
export function departureOf(at: Circumstances): Departure {
  const { now, notAfter, link, retryAt } = at
  if (notAfter !== null && notAfter < now) return { step: 'fail', reason: 'expired' }
  const forStrangers = at.acquaintance === 'writtenToUs' ? undefined : hindranceOfStrangers(at)
  if (forStrangers?.step === 'fail') return forStrangers
  if (!link.online) return offline(at, link)
  if (forStrangers) return forStrangers
  // Its hold, if it has one, was noted when the try came to nothing.
  if (retryAt > now) return { step: 'wait', lookAt: retryAt }
  return at.paceAt > now ? waitUntil('pacing', at.paceAt, now) : { step: 'leave' }
}

function offline({ now, readyAt }: Circumstances, { reason, since }: Extract<Link, { online: false }>): Departure {
  const saidAt = Math.max(readyAt, since) + worthSaying
  return now < saidAt ? { step: 'wait', lookAt: saidAt } : { step: 'wait', hold: { reason } }
}

/** Restricted without a known end: to try again counts as one more reach-out and makes it longer (Baileys, `handleBadAck`). */
function hindranceOfStrangers(at: Circumstances): Departure | undefined {
  const { now, restriction, allowance, acquaintance } = at
  if (acquaintance === 'stranger' && !at.writeFirst) return { step: 'fail', reason: 'firstMessageNotAllowed' }
  if (restriction && restriction.until === undefined) return { step: 'fail', reason: 'restrictedByWhatsApp' }
  if (restriction?.until !== undefined && restriction.until > now)
    return waitUntil('restricted', restriction.until, now)
  if (acquaintance === 'stranger' && allowance.used >= allowance.limit)
    return waitUntil('allowance', allowance.renewedAt, now)
  return undefined
}

function waitUntil(reason: Hold['reason'], until: Instant, now: Instant): Departure {
  return { step: 'wait', lookAt: until, ...(until - now < worthSaying ? {} : { hold: { reason, until } }) }
}

/** Two estimates of the same moment that people need not be told apart. Milliseconds. */
const sameMoment = 10_000

/** Whether people have to be told: the reason is another one, or the moment has moved by more than they would notice. */
export function isNews(former: Hold | undefined, hold: Hold): boolean {
  if (former?.reason !== hold.reason) return true
  if (former.until === undefined || hold.until === undefined) return former.until !== hold.until
  return Math.abs(former.until - hold.until) > sameMoment
}

/** Without a phone the administrator has to act; all else comes back by itself or is told by the channel’s own state. */
export function whyOffline(state: Exclude<ChannelState, 'online'>): 'notPaired' | 'offline' {
  switch (state) {
    case 'notPaired':
    case 'waitingForScan':
    case 'codesUsedUp':
    case 'pairing':
    case 'unlinked':
    case 'otherNumber':
      return 'notPaired'
    case 'connecting':
    case 'suspect':
    case 'reconnecting':
    case 'replaced':
    case 'banned':
    case 'versionRefused':
      return 'offline'
    default:
      return state satisfies never
  }
}
