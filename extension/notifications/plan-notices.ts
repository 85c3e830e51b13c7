import type { ConversationId, Cursor } from '../../shared/ids.ts'
import type { NoticeRow } from '../database/database.ts'

/** More conversations than this at once are told of in one notification: a wall of them helps nobody. */
export const mostAtOnce = 4

export interface NoticeFacts {
  /** All that is noted. */
  notices: NoticeRow[]
  /** What stands on the screen, of which conversation and up to which number of the journal. */
  onScreen: { conversationId: ConversationId; seq: Cursor }[]
  /** The notification that stands for many. */
  summaryOnScreen: boolean
  /** Nothing may pop up now. */
  isQuiet: boolean
  /** Somebody is looking at these right now. */
  watched: ReadonlySet<ConversationId>
  /** Of these only what names this employee is told. */
  muted: ReadonlySet<ConversationId>
}

export interface NoticePlan {
  /** One by one, or all as one. */
  show: NoticeRow[]
  asOne: boolean
  /** In their place on the screen, without a call: they were told in other words. */
  renew: NoticeRow[]
  hide: ConversationId[]
  /** What is to become of the one for many that stands there, when none takes its place. */
  summary: 'hide' | 'renew' | 'none'
  /** These have been told, or will not be. */
  settle: NoticeRow[]
  /** These came before somebody's eyes: nothing is left to be told of them. */
  seen: NoticeRow[]
}

/** What to show, to take away, and to tick off. Pure. What stands on the screen with its number was shown in an earlier life of the worker, which did not come to note it. */
export function planNotices(facts: NoticeFacts): NoticePlan {
  const { notices, onScreen, isQuiet, watched } = facts
  const shownUpTo = new Map(onScreen.map(({ conversationId, seq }) => [conversationId, seq]))
  const settle = notices.filter(({ told }) => told === 0)
  const seen = settle.filter(({ conversationId }) => watched.has(conversationId))
  const noted = new Set(notices.filter((row) => !seen.includes(row)).map(({ conversationId }) => conversationId))
  const unseen = settle.filter(({ conversationId }) => !watched.has(conversationId))
  const fresh = unseen.filter(({ conversationId, seq }) => (shownUpTo.get(conversationId) ?? -1) < seq)
  const show = isQuiet ? [] : fresh.filter((row) => row.again === undefined && !isMuted(row, facts))
  const renew = fresh.filter((row) => row.again !== undefined && shownUpTo.has(row.conversationId))
  const stay = onScreen.filter(({ conversationId }) => noted.has(conversationId) && !has(show, conversationId))
  const most = facts.summaryOnScreen ? noted.size : show.length + stay.length
  const asOne = show.length > 0 && most > mostAtOnce
  return {
    show,
    asOne,
    renew: asOne ? [] : renew,
    hide: onScreen.filter((each) => asOne || !noted.has(each.conversationId)).map((each) => each.conversationId),
    summary: facts.summaryOnScreen && !asOne ? afterSummary(noted.size, show.length) : 'none',
    settle: unseen,
    seen,
  }
}

/** It never stands there with a number that is not true: when few are left, and something new is told by itself, it has done its work. */
const afterSummary = (left: number, shown: number): NoticePlan['summary'] =>
  left === 0 || (shown > 0 && left <= mostAtOnce) ? 'hide' : 'renew'

const has = (rows: NoticeRow[], id: ConversationId): boolean => rows.some(({ conversationId }) => conversationId === id)

function isMuted({ conversationId, why }: NoticeRow, { muted }: NoticeFacts): boolean {
  return muted.has(conversationId) && why !== 'mention' && why !== 'handedOver'
}
