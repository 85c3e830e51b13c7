import type { FileId, Instant } from '../../shared/ids.ts'
import { type FileSize, fileKey, type InboxDatabase } from '../database/database.ts'
import { readHere } from '../database/here.ts'
import type { Asked } from './inbox-service.ts'
import type { RelayAccess } from './relay-access.ts'

export interface FetchFileParts {
  database: InboxDatabase
  access: Pick<RelayAccess, 'ask'>
  clock: { now(): Instant }
}

/** Bytes that are kept at most; what was not looked at for the longest time goes first. */
export const mostKept = 300 * 1024 * 1024

/** Fetches a file into the store, unless it is there: the bytes behind an id never change. */
export async function fetchFile(parts: FetchFileParts, fileId: FileId, size: FileSize): Promise<Asked<void>> {
  const { database, access, clock } = parts
  const key = fileKey(fileId, size)
  if ((await database.files.update(key, { usedAt: clock.now() })) === 1) return done
  const fetched = await access.ask((relay) => (size === 'small' ? relay.thumbnail(fileId) : relay.file(fileId)))
  if (!fetched.ok) return fetched
  await database.transaction('rw', [database.files, database.here], async () => {
    // Wiped while the bytes were on their way: whoever sits here now may not see them.
    if ((await readHere(database)).employee === undefined) return
    await makeRoom(database, fetched.value.size)
    await database.files.put({ key, bytes: fetched.value, usedAt: clock.now() })
  })
  return done
}

const done: Asked<void> = { ok: true, value: undefined }

async function makeRoom(database: InboxDatabase, wanted: number): Promise<void> {
  let kept = wanted
  const tooMuch: string[] = []
  await database.files
    .orderBy('usedAt')
    .reverse()
    .each(({ key, bytes }) => {
      kept += bytes.size
      if (kept > mostKept) tooMuch.push(key)
    })
  await database.files.bulkDelete(tooMuch)
}
