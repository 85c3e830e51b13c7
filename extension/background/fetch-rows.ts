import type { ConversationId, Instant, MessageId } from '../../shared/ids.ts'
import type { Message } from '../../shared/message.ts'
import { under } from '../database/key-range.ts'
import type { StoreName } from '../database/schema.ts'
import type { KeyOf, RowOf } from '../database/store.ts'
import type { WorkerTable } from '../database/worker-table.ts'

/** Fewer are asked for one by one. */
const many = 50
/** A question costs as much as so many rows that are read at one go. */
const rowsOfOneQuestion = 6

/** Those of these rows that are there; where many are wanted of a small store, perhaps others too. */
export async function fetchRows<Name extends StoreName>(
  table: WorkerTable<Name>,
  keys: readonly KeyOf<Name>[],
): Promise<RowOf<Name>[]> {
  const isMost = keys.length >= many && (await table.count()) < keys.length * rowsOfOneQuestion
  return isMost ? table.toArray() : present(await table.bulkGet(keys))
}

/**
 * Those of these messages that are there. Ids rise with time: where many are new, one look at the ids between the least and the greatest tells which of them are known already, and
 * most often none is.
 */
export async function fetchMessages(
  messages: WorkerTable<'messages'>,
  { known, fresh }: { known: readonly MessageId[]; fresh: readonly MessageId[] },
): Promise<Message[]> {
  const asked = [...known, ...(await perhapsKnown(messages, fresh))]
  return present(await messages.bulkGet(asked))
}

/** When the oldest message was written that is here of each of these conversations; of one without any nothing is said. */
export async function oldestHere(
  messages: WorkerTable<'messages'>,
  ids: readonly ConversationId[],
): Promise<Map<ConversationId, Instant>> {
  const oldest = await Promise.all(ids.map((id) => messages.firstIn('[conversationId+at]', under(id))))
  return new Map(present(oldest).map(({ conversationId, at }) => [conversationId, at]))
}

async function perhapsKnown(
  messages: WorkerTable<'messages'>,
  ids: readonly MessageId[],
): Promise<readonly MessageId[]> {
  const sorted = [...ids].sort()
  const [least, greatest] = [sorted[0], sorted.at(-1)]
  if (ids.length < many || least === undefined) return ids
  const there = await messages.keys(IDBKeyRange.bound(least, greatest), ids.length)
  if (there.length === ids.length) return ids
  const known = new Set(there)
  return ids.filter((id) => known.has(id))
}

const present = <Row>(rows: readonly (Row | undefined)[]): Row[] => rows.filter((row) => row !== undefined)
