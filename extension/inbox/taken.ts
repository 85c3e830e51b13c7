import type { ConversationId } from '../../shared/ids.ts'
import type { InboxDatabase, TakenFileRow, TakenRow } from '../database/database.ts'

/** What cannot be sent any more: words, and the files that were to go with them. */
export interface Taken extends TakenRow {
  files: readonly TakenFileRow[]
}

type Kept = Pick<InboxDatabase, 'taken' | 'takenFiles'>

export const readTaken = async (database: Kept): Promise<Taken[]> =>
  Promise.all((await database.taken.toArray()).map((row) => withFiles(database, row)))

export async function takenIn(database: Kept, id: ConversationId): Promise<Taken | undefined> {
  const row = await database.taken.get(id)
  return row && withFiles(database, row)
}

async function withFiles({ takenFiles }: Kept, row: TakenRow): Promise<Taken> {
  return { ...row, files: await takenFiles.where({ conversationId: row.conversationId }).sortBy('position') }
}

/** A person has seen it. */
export const forgetTaken = (database: InboxDatabase, id: ConversationId): Promise<void> =>
  database.transaction('rw', database.taken, database.takenFiles, async () => {
    await database.taken.delete(id)
    await database.takenFiles.where({ conversationId: id }).delete()
  })
