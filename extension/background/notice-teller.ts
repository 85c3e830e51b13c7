import type { ConversationId } from '../../shared/ids.ts'
import type { ShownNotice } from '../browser/notifications.ts'
import { readHere } from '../database/here.ts'
import { createInTurn } from '../database/in-turn.ts'
import { under } from '../database/key-range.ts'
import type { NoticeRow } from '../database/rows.ts'
import type { WorkerStore } from '../database/worker-store.ts'
import type { WorkerTables } from '../database/worker-tables.ts'
import type { DoNotDisturb, NotificationSettings } from '../notifications/notification-settings.ts'
import { type NoticeFacts, planNotices } from '../notifications/plan-notices.ts'
import { isQuietNow } from '../notifications/when-to-disturb.ts'
import type { Clock } from './clock.ts'
import type { NoticeWords } from './words.ts'

/** Conversations that wait for this person, and those in which something is new. */
export interface SummaryCounts {
  waiting: number
  news: number
}

/** The screen and the loudspeaker. Each settles when it is done; one that cannot be done is no reason to stop. */
export interface NoticeScreen {
  wishes(): Promise<{ settings: NotificationSettings; peace: DoNotDisturb }>
  shown(): Promise<Pick<NoticeFacts, 'onScreen' | 'summaryOnScreen'>>
  watched(): Promise<Set<ConversationId>>
  show(
    notice: Pick<ShownNotice, 'conversationId' | 'seq'>,
    words: NoticeWords,
    settings: NotificationSettings,
  ): Promise<void>
  /** The same notification in other words, without a call; where the browser cannot do that, it stays as it is. */
  renew(conversationId: ConversationId, words: NoticeWords): Promise<void>
  showSummary(counts: SummaryCounts): Promise<void>
  renewSummary(counts: SummaryCounts): Promise<void>
  hide(conversationId: ConversationId): Promise<void>
  hideSummary(): Promise<void>
  sound(): Promise<void>
}

export interface NoticeTellerParts {
  database: WorkerStore
  clock: Pick<Clock, 'now'>
  screen: NoticeScreen
}

export interface NoticeTeller {
  /** Brings the screen in step with what is noted. While we are still catching up nothing is told: what came meanwhile is told as one. */
  tell(): Promise<void>
  /** The employee has opened it. */
  looked(conversationId: ConversationId): Promise<void>
}

export function createNoticeTeller(parts: NoticeTellerParts): NoticeTeller {
  // One after another: two at once would both find the same not yet told.
  const inTurn = createInTurn()
  return {
    tell: () => inTurn(() => tell(parts)),
    looked: (conversationId) =>
      inTurn(async () => {
        await parts.database.notices.delete(conversationId)
        await parts.screen.hide(conversationId)
        const left = await parts.database.notices.count()
        if (left === 0) await parts.screen.hideSummary()
        else if ((await parts.screen.shown()).summaryOnScreen) await parts.screen.renewSummary(await counts(parts))
      }),
  }
}

/** What is shown carries its number, and is ticked off only afterwards: a worker that dies in between finds it on the screen, and one that dies before shows it in its next life. */
async function tell(parts: NoticeTellerParts): Promise<void> {
  const { database, clock, screen } = parts
  if ((await readHere(database)).link !== 'live') return
  const [notices, shown, muted] = await Promise.all([
    database.notices.toArray(),
    screen.shown(),
    database.muted.toArray(),
  ])
  const { settings, peace } = await screen.wishes()
  const plan = planNotices({
    ...{ notices, ...shown, muted: new Set(muted.map(({ conversationId }) => conversationId)) },
    isQuiet: isQuietNow(settings, peace, clock.now()),
    watched: await screen.watched(),
  })
  await Promise.all(plan.hide.map(screen.hide))
  if (plan.summary === 'hide') await screen.hideSummary()
  await strikeOut(database, plan.seen)
  if (plan.asOne) await screen.showSummary(await counts(parts))
  else for (const row of plan.show) await show(parts, row, settings)
  for (const row of plan.renew) await renew(parts, row, settings)
  if (plan.summary === 'renew') await screen.renewSummary(await counts(parts))
  await tickOff(database, plan.settle)
  if (plan.show.length > 0 && settings.sound) await screen.sound()
}

async function show(parts: NoticeTellerParts, row: NoticeRow, settings: NotificationSettings) {
  const words = await wordsOf(parts, row, settings)
  if (words) await parts.screen.show({ conversationId: row.conversationId, seq: row.seq }, words, settings)
}

async function renew(parts: NoticeTellerParts, row: NoticeRow, settings: NotificationSettings) {
  const words = await wordsOf(parts, row, settings)
  if (words) await parts.screen.renew(row.conversationId, words)
}

async function wordsOf(
  { database }: NoticeTellerParts,
  row: NoticeRow,
  { showText }: NotificationSettings,
): Promise<NoticeWords | undefined> {
  const conversation = await database.conversations.get(row.conversationId)
  if (conversation === undefined) return undefined
  const note = row.messageId === undefined ? undefined : await database.messages.get(row.messageId)
  const { office } = await readHere(database)
  const by = office?.colleagues.find(({ id }) => id === note?.authorId)?.name
  return { why: row.why, conversation, note: note?.text, by, showText }
}

async function counts({ database }: NoticeTellerParts): Promise<SummaryCounts> {
  const [waiting, news] = await Promise.all([
    database.conversations.countIn('[waitsForMe+state]', under(1)),
    database.notices.count(),
  ])
  return { waiting, news }
}

/** What has come since stays to be told. */
async function strikeOut(database: WorkerStore, rows: NoticeRow[]): Promise<void> {
  if (rows.length === 0) return
  await database.write(['notices'], async ({ notices }) =>
    notices.bulkDelete((await asTheyWere(notices, rows)).map(({ conversationId }) => conversationId)),
  )
}

async function tickOff(database: WorkerStore, rows: NoticeRow[]): Promise<void> {
  await database.write(['notices'], async ({ notices }) =>
    notices.bulkPut((await asTheyWere(notices, rows)).map((row) => ({ ...row, told: 1 }))),
  )
}

/** Of these, those of which nothing newer was noted. */
async function asTheyWere(notices: WorkerTables['notices'], rows: NoticeRow[]): Promise<NoticeRow[]> {
  const upTo = new Map(rows.map(({ conversationId, seq }) => [conversationId, seq]))
  const kept = (await notices.bulkGet([...upTo.keys()])).filter((row) => row !== undefined)
  return kept.filter(({ conversationId, seq }) => upTo.get(conversationId) === seq)
}
