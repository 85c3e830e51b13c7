import type { FileId, Instant } from '../../shared/ids.ts'
import { readHere } from '../database/here.ts'
import { type FileSize, fileKey } from '../database/rows.ts'
import type { WorkerStore } from '../database/worker-store.ts'
import type { WorkerTables } from '../database/worker-tables.ts'
import type { Asked } from './inbox-service.ts'
import type { RelayAccess } from './relay-access.ts'

export interface FetchFileParts {
  database: WorkerStore
  access: Pick<RelayAccess, 'ask'>
  clock: { now(): Instant }
}

/** Bytes that are kept at most; what was not looked at for the longest time goes first. */
export const mostKept = 300 * 1024 * 1024

/** Fetches a file into the store, unless it is there: the bytes behind an id never change. */
export async function fetchFile(parts: FetchFileParts, fileId: FileId, size: FileSize): Promise<Asked<void>> {
  const { database, access, clock } = parts
  const key = fileKey(fileId, size)
  if (await database.files.change(key, (row) => ({ ...row, usedAt: clock.now() }))) return done
  const fetched = await access.ask((relay) => (size === 'small' ? relay.thumbnail(fileId) : relay.file(fileId)))
  if (!fetched.ok) return fetched
  await database.write(['files', 'here'], async (tables) => {
    // Wiped while the bytes were on their way: whoever sits here now may not see them.
    if ((await readHere(tables)).employee === undefined) return
    await makeRoom(tables, fetched.value.size)
    await tables.files.put({ key, bytes: fetched.value, usedAt: clock.now() })
  })
  return done
}

const done: Asked<void> = { ok: true, value: undefined }

async function makeRoom({ files }: Pick<WorkerTables, 'files'>, wanted: number): Promise<void> {
  let kept = wanted
  const tooMuch: string[] = []
  for (const { key, bytes } of (await files.allIn('usedAt')).reverse()) {
    kept += bytes.size
    if (kept > mostKept) tooMuch.push(key)
  }
  await files.bulkDelete(tooMuch)
}
