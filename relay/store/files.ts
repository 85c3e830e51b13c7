import type { Insertable, Selectable } from 'kysely'
import type { ChannelId, EmployeeId, FileId, Instant } from '../../shared/ids.ts'
import type { FileState, FileTrouble, MessageFile } from '../../shared/message.ts'
import { isPicture } from '../media/pictures.ts'
import type { Reader, Writer } from './open.ts'
import type { Tables } from './tables.ts'

export type FileRow = Selectable<Tables['files']>
export type NewFile = Insertable<Tables['files']>

/** Stores what is known of a file. @returns false when a file with this id is there already. */
export async function insertFile(tx: Writer, row: NewFile): Promise<boolean> {
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

/** Forgets a file that this employee has uploaded and that stands in no message; its bytes go with the next housekeeping. */
export async function forgetUnsentFile(tx: Writer, id: FileId, uploader: EmployeeId): Promise<void> {
  await tx
    .deleteFrom('files')
    .where('id', '=', id)
    .where('uploaded_by', '=', uploader)
    .where((e) => e.not(e.exists(e.selectFrom('messages').select('messages.id').where('messages.file_id', '=', id))))
    .execute()
}

/** The numbers in whose messages a file stands; none while it was only uploaded. */
export async function channelsOfFile(db: Reader, id: FileId): Promise<ChannelId[]> {
  const rows = await db.selectFrom('messages').select('channel_id').distinct().where('file_id', '=', id).execute()
  return rows.map((row) => row.channel_id)
}

/** What is found out about a file: where it stands now, and what its bytes say. */
export interface FoundFile {
  state: FileState
  /** With `gone`. */
  trouble?: FileTrouble
  size?: number
  sha256?: string
  width?: number
  height?: number
}

export async function noteFile(tx: Writer, id: FileId, found: FoundFile): Promise<void> {
  await tx.updateTable('files').set(found).where('id', '=', id).execute()
}

/** Files whose bytes are here, oldest first, made before that moment; without those that have yet to leave with a message of ours. */
export async function oldestFiles(db: Reader, before: Instant, limit: number): Promise<FileRow[]> {
  return await db
    .selectFrom('files')
    .selectAll()
    .where('state', '=', 'ready')
    .where('created_at', '<', before)
    .where((e) =>
      e.not(
        e.exists(
          e
            .selectFrom('outbox')
            .innerJoin('messages', 'messages.id', 'outbox.message_id')
            .select('outbox.message_id')
            .whereRef('messages.file_id', '=', 'files.id'),
        ),
      ),
    )
    .orderBy('created_at')
    .limit(limit)
    .execute()
}

/** Which of these bytes some file still stands for. */
export async function hashesInUse(db: Reader, hashes: readonly string[]): Promise<Set<string>> {
  if (hashes.length === 0) return new Set()
  const rows = await db
    .selectFrom('files')
    .select('sha256')
    .distinct()
    .where('state', '=', 'ready')
    .where('sha256', 'in', hashes)
    .execute()
  return new Set(rows.map(({ sha256 }) => sha256))
}

/** The columns of a file that people are shown. */
export type ShownFile = Pick<
  FileRow,
  'id' | 'name' | 'mime' | 'size' | 'sha256' | 'state' | 'trouble' | 'width' | 'height'
> & { hasThumbnail: boolean }

/** A file as everybody outside sees it. */
export const showFile = (row: FileRow): MessageFile => showFileOf({ ...row, hasThumbnail: row.thumbnail !== null })

/** The same of a row that was joined: the thumbnail itself is not read then. */
export const showFileOf = (row: ShownFile): MessageFile => ({
  id: row.id,
  name: row.name,
  mime: row.mime,
  size: row.size,
  sha256: row.sha256,
  state: row.state,
  ...(row.trouble === null ? {} : { trouble: row.trouble }),
  ...(row.width === null ? {} : { width: row.width }),
  ...(row.height === null ? {} : { height: row.height }),
  ...(row.hasThumbnail || (row.state === 'ready' && row.width !== null && isPicture(row.mime))
    ? { thumbnail: true }
    : {}),
})
