import type { BaseId, Instant, MessageId } from '../../shared/ids.ts'
import type { Reader, Writer } from './open.ts'

/** Everything 1C ever asked us to send, with what became of it. Results are JSON here; `relay/onec` knows what is in them. */
export interface KeptResult {
  outgoingId: MessageId
  result: string
}

export async function resultOf(db: Reader, outgoingId: MessageId): Promise<string | undefined> {
  const row = await db
    .selectFrom('onec_outgoing')
    .select('result')
    .where('outgoing_id', '=', outgoingId)
    .executeTakeFirst()
  return row?.result
}

/** Keeps what became of it, not yet told. A later attempt at what had failed for now takes the place of the former one. */
export async function keepResult(tx: Writer, base: BaseId, kept: KeptResult, at: Instant): Promise<void> {
  const row = { base_id: base, received_at: at, result: kept.result, result_sent_at: null }
  await tx
    .insertInto('onec_outgoing')
    .values({ outgoing_id: kept.outgoingId, ...row })
    .onConflict((c) => c.column('outgoing_id').doUpdateSet(row))
    .execute()
}

/** Results that no packet has carried to this base yet, in the order in which they came about. */
export async function untoldResults(db: Reader, base: BaseId): Promise<KeptResult[]> {
  return await db
    .selectFrom('onec_outgoing')
    .select(['outgoing_id as outgoingId', 'result'])
    .where('base_id', '=', base)
    .where('result_sent_at', 'is', null)
    .orderBy('received_at')
    .orderBy('outgoing_id')
    .execute()
}

export async function noteResultsTold(tx: Writer, outgoingIds: readonly MessageId[], at: Instant): Promise<void> {
  if (outgoingIds.length === 0) return
  await tx
    .updateTable('onec_outgoing')
    .set({ result_sent_at: at })
    .where('outgoing_id', 'in', [...outgoingIds])
    .execute()
}
