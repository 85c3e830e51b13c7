import type { ConversationId, Instant } from '../../shared/ids.ts'
import type { Reader } from './open.ts'
import type { Tables } from './tables.ts'

/** A conversation about which the clock decides. */
export type WaitingRow = Pick<
  Tables['conversations'],
  'id' | 'channel_id' | 'contact_id' | 'state' | 'waiting_since' | 'last_message_id' | 'last_message_at' | 'closed_at'
>

const columns = [
  'id',
  'channel_id',
  'contact_id',
  'state',
  'waiting_since',
  'last_message_id',
  'last_message_at',
  'closed_at',
] as const

/** Conversations whose client has waited since these moments, or longer, and of which that is not known yet; the longest wait first. Whoever was given one since then has time yet. */
export async function toEscalate(
  db: Reader,
  limits: { others?: Instant; supervisors?: Instant },
  limit: number,
): Promise<ConversationId[]> {
  const never = -1
  const { others = never, supervisors = never } = limits
  const rows = await db
    .selectFrom('conversations')
    .select('id')
    .where('waiting_since', 'is not', null)
    .where('waiting_since', '<=', Math.max(others, supervisors))
    .where('state', '!=', 'closed')
    .where((e) => {
      const takenBefore = (at: Instant) => e.or([e('taken_at', 'is', null), e('taken_at', '<=', at)])
      return e.or([
        e.and([e('escalation', 'is', null), e('waiting_since', '<=', others), takenBefore(others)]),
        e.and([
          e.or([e('escalation', 'is', null), e('escalation', '!=', 'supervisors')]),
          e('waiting_since', '<=', supervisors),
          takenBefore(supervisors),
        ]),
      ])
    })
    .orderBy('waiting_since')
    .limit(limit)
    .execute()
  return rows.map(({ id }) => id)
}

/** Conversations in which a client waits and has written since then; the newest first. */
export async function writtenSince(db: Reader, since: Instant, limit: number): Promise<WaitingRow[]> {
  return await db
    .selectFrom('conversations')
    .select(columns)
    .where('waiting_since', 'is not', null)
    .where('last_message_at', '>=', since)
    .orderBy('last_message_at', 'desc')
    .limit(limit)
    .execute()
}

/** Conversations whose client has waited since a moment between these two, and has not been told that he is not forgotten; the longest wait first. */
export async function waitingBetween(
  db: Reader,
  { from, to }: { from: Instant; to: Instant },
  limit: number,
): Promise<WaitingRow[]> {
  return await db
    .selectFrom('conversations')
    .select(columns)
    .where('waiting_since', '>=', from)
    .where('waiting_since', '<=', to)
    .where((e) =>
      e.not(
        e.exists(
          e
            .selectFrom('automatic_texts')
            .select('automatic_texts.about')
            .whereRef('automatic_texts.conversation_id', '=', 'conversations.id')
            .where('automatic_texts.kind', '=', 'nobodyAnswers')
            .whereRef('automatic_texts.about', '=', 'conversations.waiting_since'),
        ),
      ),
    )
    .orderBy('waiting_since')
    .limit(limit)
    .execute()
}

/** Conversations that were closed since then and still are; the newest first. */
export async function closedSince(db: Reader, since: Instant, limit: number): Promise<WaitingRow[]> {
  return await db
    .selectFrom('conversations')
    .select(columns)
    .where('closed_at', '>=', since)
    .where('state', '=', 'closed')
    .orderBy('closed_at', 'desc')
    .limit(limit)
    .execute()
}
