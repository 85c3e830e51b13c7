import * as v from 'valibot'
import { type JournalEvent, journalEventSchema } from '../../shared/events.ts'
import {
  type BaseId,
  type ChannelId,
  type Cursor,
  channelIdSchema,
  conversationIdSchema,
  employeeIdSchema,
  type Instant,
  messageIdSchema,
} from '../../shared/ids.ts'
import { phoneNumberSchema } from '../../shared/phone-number.ts'
import { nextSeq, rowsPerStatement } from './journal.ts'
import { noteGrowth, type Reader, type Writer } from './open.ts'

/** What only 1C is told. Its forms in the packet stand in `relay/onec/packet-event.ts`. */
export const onecQuestionSchema = v.variant('type', [
  v.object({ type: v.literal('clientLookup'), phone: phoneNumberSchema }),
  v.object({
    type: v.literal('documentLookup'),
    lookupId: messageIdSchema,
    clientRef: v.string(),
    userId: employeeIdSchema,
  }),
  v.object({
    type: v.literal('taskRequest'),
    requestId: messageIdSchema,
    conversationId: conversationIdSchema,
    messageId: messageIdSchema,
    text: v.string(),
    userId: employeeIdSchema,
  }),
  v.object({
    type: v.literal('session'),
    channelId: channelIdSchema,
    state: v.picklist(['connected', 'qr', 'offline']),
  }),
])
export type OnecQuestion = v.InferOutput<typeof onecQuestionSchema>

/** Whom a question goes to: one base by name, or the base that has a number. */
export interface AskedOf {
  at: Instant
  base?: BaseId
  channel?: ChannelId
}

/** Asks one base, or tells the base that has a number, under a number of the same journal: its cursor covers it. */
export const askOnec = async (tx: Writer, question: OnecQuestion, to: AskedOf): Promise<void> =>
  appendQuestions(tx, [{ ...to, seq: await nextSeq(tx), question }])

/** The same for several, under numbers that were taken for them (`nextSeqs`). */
export async function appendQuestions(
  tx: Writer,
  questions: readonly (AskedOf & { seq: Cursor; question: OnecQuestion })[],
): Promise<void> {
  for (let start = 0; start < questions.length; start += rowsPerStatement) {
    const rows = questions.slice(start, start + rowsPerStatement).map(({ seq, at, question, channel, base }) => ({
      seq,
      at,
      conversation_id: '' as const,
      message_id: null,
      event: JSON.stringify(question),
      audience: 'onec' as const,
      channel_id: channel ?? null,
      base_id: base ?? null,
    }))
    await tx.insertInto('journal').values(rows).execute()
  }
  if (questions.length > 0) noteGrowth(tx)
}

/** A stretch of the journal, read by somebody who is not told of everything. */
export interface Stretch<Event> {
  events: Event[]
  /** The last number that was looked at, be it told or not; the cursor itself when there was nothing after it. */
  readTo: Cursor
  /** Fewer than `limit` were left: this is the journal's end. */
  atEnd: boolean
}

/** What a base is told: a journal event of its numbers, or a question to it. */
export type WrittenForOnec =
  | { seq: Cursor; at: Instant; event: JournalEvent }
  | { seq: Cursor; at: Instant; question: OnecQuestion }

/** For a base after `cursor`, oldest first, from at most `limit` rows. @param isIts whether a number is this base's. */
export async function journalForBase(
  db: Reader,
  base: BaseId,
  { after, limit, isIts }: { after: Cursor; limit: number; isIts(channel: ChannelId): boolean },
): Promise<Stretch<WrittenForOnec>> {
  const rows = await db
    .selectFrom('journal')
    .select(['seq', 'at', 'event', 'audience', 'channel_id', 'base_id'])
    .where('seq', '>', after)
    .orderBy('seq')
    .limit(limit)
    .execute()
  const events = rows.flatMap((row): WrittenForOnec[] => {
    if (row.audience === 'employees' || (row.base_id ?? base) !== base) return []
    if (row.channel_id !== null && !isIts(row.channel_id)) return []
    const { seq, at } = row
    const written: unknown = JSON.parse(row.event)
    const question = row.audience === 'onec' ? v.safeParse(onecQuestionSchema, written) : undefined
    return question?.success
      ? [{ seq, at, question: question.output }]
      : [{ seq, at, event: v.parse(journalEventSchema, written) }]
  })
  return { events, readTo: rows.at(-1)?.seq ?? after, atEnd: rows.length < limit }
}
