import type { Instant } from '../../shared/ids.ts'
import type { AutomaticTextKind, InboxSettings } from '../../shared/inbox-settings.ts'
import type { OffsetAt } from '../../shared/schedule.ts'
import { isOpen, openSince } from '../../shared/working-hours.ts'
import type { AutomaticTextRow, Said } from '../store/automatic-texts.ts'
import type { WaitingRow } from '../store/waiting-conversations.ts'
import { isMachine } from './machine-signs.ts'

const minute = 60_000
const hour = 60 * minute

/** An answer that comes later than this seems to answer nothing: after a night without the relay nobody is greeted. */
export const stillFresh = 10 * minute
/** «Спасибо!» after the closing is no new question. */
const thanksAfterClosing = 10 * minute
/** One of a kind in a conversation. */
const notAgainFor = 12 * hour
/** Of all kinds in a conversation: whatever else fails, this ends every talk of two machines. */
export const mostPerDay = 3
export const day = 24 * hour
/** Whoever has waited longer is not told that we have not forgotten him. */
export const longestWait = day
/** What was due while the relay was down is not made up for later than this. */
const apologyIsLate = 30 * minute

/** All that decides whether a text leaves by itself. */
export interface Facts {
  conversation: Pick<WaitingRow, 'state' | 'waiting_since' | 'closed_at'>
  /** What was said last, newest first. */
  said: readonly Said[]
  /** Everything that `said` leaves out is older. */
  isWhole: boolean
  begunByUs: boolean
  /** What has left by itself here within a day, and whatever was about this very wait or closing. */
  sent: readonly Pick<AutomaticTextRow, 'kind' | 'about' | 'at'>[]
}

/** A text that is to leave, and the moment that has set it off. */
export interface Due {
  kind: AutomaticTextKind
  about: Instant
}

/** Which text leaves now, if any. Pure. */
export function textDue(facts: Facts, settings: InboxSettings, now: Instant, offsetAt: OffsetAt): Due | undefined {
  const { said, sent, begunByUs } = facts
  if (begunByUs || sent.filter(({ at }) => at > now - day).length >= mostPerDay) return undefined
  if (!said.some(({ origin }) => origin === 'client') || isMachine(said)) return undefined
  const at = { facts, settings, now, offsetAt }
  const due = closingDue(at) ?? openingDue(at) ?? missedCallDue(at) ?? apologyDue(at)
  return due && mayLeave(due, facts, now) ? due : undefined
}

interface Asked {
  facts: Facts
  settings: InboxSettings
  now: Instant
  offsetAt: OffsetAt
}

/** Never twice about the same, nor one of a kind soon again. */
const mayLeave = ({ kind, about }: Due, { sent }: Facts, now: Instant): boolean =>
  !sent.some((each) => each.kind === kind && (each.about === about || each.at > now - notAgainFor))

function closingDue({ facts: { conversation }, settings, now }: Asked): Due | undefined {
  const { state, closed_at } = conversation
  if (!settings.automaticTexts.closing.enabled || state !== 'closed' || closed_at === null) return undefined
  return now - closed_at <= stillFresh ? { kind: 'closing', about: closed_at } : undefined
}

/** What is said to a client who has just written. */
function openingDue({ facts, settings, now, offsetAt }: Asked): Due | undefined {
  const since = facts.conversation.waiting_since
  const newest = newestOf(facts)
  if (since === null || newest?.origin !== 'client' || !isWritten(newest) || now - newest.at > stillFresh)
    return undefined
  const { greeting, outsideHours } = settings.automaticTexts
  const closed = (at: Instant) => !isOpen(settings.workingHours, at, offsetAt)
  if (outsideHours.enabled && closed(now) && closed(newest.at)) return { kind: 'outsideHours', about: since }
  const isGreeted = facts.sent.some(({ kind, about }) => kind !== 'nobodyAnswers' && about === since)
  if (!greeting.enabled || isGreeted || now - since > stillFresh) return undefined
  return isNewTalk(facts, since) ? { kind: 'greeting', about: since } : undefined
}

const newestOf = ({ said }: Facts): Said | undefined => said.find(({ origin }) => origin !== 'automatic')

/** Whoever has called wants to know that he may write; the hour is nothing to that. */
function missedCallDue({ facts, settings, now }: Asked): Due | undefined {
  const since = facts.conversation.waiting_since
  const newest = newestOf(facts)
  if (!settings.automaticTexts.missedCall.enabled || since === null || newest?.origin !== 'client') return undefined
  return newest.call === 'missed' && now - newest.at <= stillFresh ? { kind: 'missedCall', about: since } : undefined
}

/** He has never written before, nor we to him; or what was said before was closed. */
function isNewTalk({ conversation: { closed_at }, said, isWhole }: Facts, since: Instant): boolean {
  const [before] = said.filter(({ at, origin }) => at < since && origin !== 'automatic')
  if (!before) return isWhole
  return closed_at !== null && before.at <= closed_at && since - closed_at > thanksAfterClosing
}

function apologyDue({ facts, settings, now, offsetAt }: Asked): Due | undefined {
  const { nobodyAnswers } = settings.automaticTexts
  const since = facts.conversation.waiting_since
  const opened = openSince(settings.workingHours, now, offsetAt)
  if (!nobodyAnswers.enabled || since === null || opened === undefined || now - since > longestWait) return undefined
  // Handed over with the last word ours, it waits for a colleague: the client does from what he writes after that.
  const begun = facts.said.findLast(({ at, origin }) => at >= since && origin === 'client')
  const dueAt = Math.max(begun?.at ?? since, opened) + nobodyAnswers.afterMinutes * minute
  if (!begun || !isWritten(begun) || now < dueAt || now > dueAt + apologyIsLate) return undefined
  return { kind: 'nobodyAnswers', about: since }
}

/** Whether it can yet become something else: it rings, or cannot be read yet. */
export const isUndecided = ({ kind, call }: Said): boolean => kind === 'pending' || call === 'ringing'

/** A missed call has a text of its own; what cannot be read yet may turn out to be nothing. */
const isWritten = ({ kind }: Said): boolean => kind !== 'call' && kind !== 'pending'
