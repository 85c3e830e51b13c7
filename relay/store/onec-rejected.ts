import type { BaseId, Cursor, Instant } from '../../shared/ids.ts'
import type { Reader, Writer } from './open.ts'

/** An event that a base could not apply: its number in the journal and 1C's own words. */
export interface RejectedEvent {
  seq: Cursor
  code: string
  message: string
}

/** 1C may say it again: its latest words count. */
export async function keepRejected(tx: Writer, base: BaseId, event: RejectedEvent, at: Instant): Promise<void> {
  const { seq, code, message } = event
  await tx
    .insertInto('onec_rejected')
    .values({ base_id: base, seq, code, message, at })
    .onConflict((c) => c.columns(['base_id', 'seq']).doUpdateSet({ code, message, at }))
    .execute()
}

/** The newest first, for the administrator. */
export async function rejectedBy(
  db: Reader,
  base: BaseId,
  limit: number,
): Promise<(RejectedEvent & { at: Instant })[]> {
  return await db
    .selectFrom('onec_rejected')
    .select(['seq', 'code', 'message', 'at'])
    .where('base_id', '=', base)
    .orderBy('seq', 'desc')
    .limit(limit)
    .execute()
}

export async function countRejected(db: Reader, base: BaseId): Promise<number> {
  const { count } = await db
    .selectFrom('onec_rejected')
    .select((e) => e.fn.countAll<number | string>().as('count'))
    .where('base_id', '=', base)
    .executeTakeFirstOrThrow()
  return Number(count)
}
