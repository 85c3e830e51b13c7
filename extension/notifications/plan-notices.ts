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
  hide: ConversationId[]
  hideSummary: boolean
  /** These have been told, or will not be. */
  settle: NoticeRow[]
}

/** What to show, to take away, and to tick off. Pure. What stands on the screen with its number was shown in an earlier life of the worker, which did not come to note it. */
export function planNotices(facts: NoticeFacts): NoticePlan {
  const { notices, onScreen, isQuiet, watched } = facts
  const noted = new Set(notices.map(({ conversationId }) => conversationId))
  const shownUpTo = new Map(onScreen.map(({ conversationId, seq }) => [conversationId, seq]))
  const settle = notices.filter(({ told }) => told === 0)
  const fresh = settle.filter(({ conversationId, seq }) => (shownUpTo.get(conversationId) ?? -1) < seq)
  const show = isQuiet ? [] : fresh.filter((row) => !watched.has(row.conversationId) && !isMuted(row, facts))
  const stay = onScreen.filter(({ conversationId }) => noted.has(conversationId) && !has(show, conversationId))
  const asOne = show.length > 0 && show.length + stay.length > mostAtOnce
  return {
    show,
    asOne,
    hide: onScreen.filter((each) => asOne || !noted.has(each.conversationId)).map((each) => each.conversationId),
    hideSummary: facts.summaryOnScreen && !asOne && notices.length === 0,
    settle,
  }
}

const has = (rows: NoticeRow[], id: ConversationId): boolean => rows.some(({ conversationId }) => conversationId === id)

function isMuted({ conversationId, why }: NoticeRow, { muted }: NoticeFacts): boolean {
  return muted.has(conversationId) && why !== 'mention' && why !== 'handedOver'
}
