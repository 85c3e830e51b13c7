import type { Insertable, Selectable } from 'kysely'
import type { FileId } from '../../shared/ids.ts'
import type { FileState, MessageFile } from '../../shared/message.ts'
import type { Reader, Writer } from './open.ts'
import type { Tables } from './tables.ts'

export type FileRow = Selectable<Tables['files']>

/** Stores what is known of a file. @returns false when a file with this id is there already. */
export async function insertFile(tx: Writer, row: Insertable<Tables['files']>): Promise<boolean> {
  const result = await tx
    .insertInto('files')
    .values(row)
    .onConflict((c) => c.doNothing())
    .executeTakeFirst()
  return (result.numInsertedOrUpdatedRows ?? 0n) > 0n
}

export async function fileById(db: Reader, id: FileId): Promise<FileRow | undefined> {
  return await db.selectFrom('files').selectAll().where('id', '=', id).executeTakeFirst()
}

/** Files that WhatsApp still holds and we do not, oldest first. */
export async function filesToFetch(db: Reader, limit: number): Promise<FileRow[]> {
  return await db
    .selectFrom('files')
    .selectAll()
    .where('state', '=', 'fetching')
    .orderBy('created_at')
    .limit(limit)
    .execute()
}

export async function noteFileState(
  tx: Writer,
  id: FileId,
  state: FileState,
  found?: { size: number; sha256: string },
): Promise<void> {
  await tx
    .updateTable('files')
    .set({ state, ...(found ?? {}) })
    .where('id', '=', id)
    .execute()
}

export const showFile = (row: FileRow): MessageFile => ({
  id: row.id,
  name: row.name,
  mime: row.mime,
  size: row.size,
  sha256: row.sha256,
  state: row.state,
})
