import type { Employee } from '../../shared/employee.ts'
import type { ConversationRow, NoticeRow, WhyTold } from '../database/rows.ts'
import { isStillNews } from './why-tell.ts'

/** What an event has to tell. */
export type Tidings = Pick<NoticeRow, 'why' | 'seq' | 'messageId' | 'again'>

/** What several events have to tell of one conversation. */
export interface Told {
  /** He has done something there himself before these, on whichever computer: of what was earlier he knows. */
  seen: boolean
  /** In their order. */
  fresh: Tidings[]
}

export const nothingTold: Told = { seen: false, fresh: [] }

/** What follows on what was. */
export const toldAfter = (one: Told, then: Told): Told =>
  then.seen ? then : { seen: one.seen, fresh: [...one.fresh, ...then.fresh] }

/** What names this person is told before what concerns others too: a client who writes at the same moment must not hide it. */
const ranks: Record<WhyTold, number> = { message: 0, escalated: 1, handedOver: 2, mention: 3 }

/** What is noted of a conversation then; undefined: nothing. Pure. */
export function noticeAfter(
  before: NoticeRow | undefined,
  { seen, fresh }: Told,
  row: ConversationRow,
  me: Employee | undefined,
): NoticeRow | undefined {
  const kept = seen ? undefined : before
  const isNews = (each: Pick<NoticeRow, 'why'>) => isStillNews(each, row, me)
  const news = fresh.filter(isNews)
  const calls = news.filter(({ again }) => again === undefined)
  const untold = kept?.told === 0 && isNews(kept) ? [kept] : []
  const [seq, newest] = [Math.max(...news.map((each) => each.seq)), news.at(-1)]
  const mark = kept?.mentioned === 1 || news.some(({ why }) => why === 'mention') ? { mentioned: 1 as const } : {}
  if (calls.length > 0 || (untold.length > 0 && newest !== undefined)) {
    const { why, messageId } = mostPersonal([...untold, ...calls])
    return { conversationId: row.id, why, seq, told: 0, ...(messageId === undefined ? {} : { messageId }), ...mark }
  }
  if (kept === undefined) return undefined
  if (newest !== undefined && kept.why === newest.why) return { ...kept, ...newest, told: 0 }
  if (isNews(kept)) return kept
  // Told of the mention it was; what came after it is over.
  return kept.mentioned === 1 ? { conversationId: row.id, why: 'mention', seq: kept.seq, told: 1, ...mark } : undefined
}

/** Of equal ones the newest. */
const mostPersonal = (all: Tidings[]): Tidings =>
  all.reduce((most, each) => (ranks[each.why] >= ranks[most.why] ? each : most))
