import { journalHead, journalTail } from './journal.ts'
import type { Reader, Writer } from './open.ts'
import type { SearchWalk } from './search-tables.ts'

/**
 * How far each walk of the indexer has come, locked until the transaction ends: of several relays on one database one goes on, the others come after it and see where it stands.
 */
export async function lockSearchProgress(tx: Writer): Promise<Map<SearchWalk, string>> {
  const rows = await tx
    .updateTable('search_progress')
    .set((e) => ({ position: e.ref('position') }))
    .returningAll()
    .execute()
  return new Map(rows.map(({ name, position }) => [name, position]))
}

export async function noteSearchProgress(tx: Writer, name: SearchWalk, position: string): Promise<void> {
  await tx.updateTable('search_progress').set({ position }).where('name', '=', name).execute()
}

/** After the indexer was away for so long that the journal it has not read was dropped: everything is looked at anew. */
export async function resumeSearch(tx: Writer): Promise<void> {
  const journal = Number((await lockSearchProgress(tx)).get('journal'))
  if (journal >= (await journalTail(tx)) - 1 && journal <= (await journalHead(tx))) return
  await noteSearchProgress(tx, 'journal', String(await journalHead(tx)))
  await noteSearchProgress(tx, 'messages', aboveAllIds)
  await noteSearchProgress(tx, 'conversations', aboveAllIds)
}

/** An id begins with a hexadecimal digit. */
const aboveAllIds = 'g'

/** Whether nothing has happened and nothing is left that is not indexed. */
export async function isAllIndexed(db: Reader): Promise<boolean> {
  const rows = await db.selectFrom('search_progress').selectAll().execute()
  const of = new Map(rows.map(({ name, position }) => [name, position]))
  if (of.get('messages') !== '' || of.get('conversations') !== '') return false
  return Number(of.get('journal')) >= (await journalHead(db))
}
