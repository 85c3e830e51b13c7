import type { Logger } from 'pino'
import type { Clock } from './clock.ts'
import { noteFileAndTell } from './inbox/note-file.ts'
import type { MediaStore } from './media/media-store.ts'
import { type FileRow, hashesInUse, oldestFiles } from './store/files.ts'
import { readByAllBases } from './store/old-rows.ts'
import type { Store } from './store/open.ts'

export interface KeptFilesParts {
  store: Store
  media: MediaStore
  clock: Clock
  log: Logger
  /** 0: for ever. */
  keepFilesDays: number
  /** Bytes; 0: no limit. */
  mediaLimit: number
}

const hour = 3_600_000
const day = 24 * hour

/** Bytes that nobody stands for may be of a file that is being stored right now. */
const orphanAge = 6 * hour
/** A base has been told of a file; it is given this long to fetch it. An upload may also be a little older than its message. */
const fetchTime = day
const filesAtOnce = 20
const hashesAtOnce = 500

/** Work in small portions: after each `yield` everybody else has his turn. */
type Portions = AsyncGenerator<void>

/** Forgets what is older than files may be. */
export async function* oldFiles(parts: KeptFilesParts): Portions {
  const { store, clock, keepFilesDays } = parts
  if (keepFilesDays === 0) return
  const before = Math.min(clock.now() - keepFilesDays * day, await fetchedBefore(parts))
  for (;;) {
    const files = await oldestFiles(store.read, before, filesAtOnce)
    if (files.length === 0) return
    await forget(files, parts)
    yield
  }
}

/** Forgets the oldest files while all together take more than they may. */
export async function* filesAboveQuota(parts: KeptFilesParts): Portions {
  const { store, media, mediaLimit, log } = parts
  if (mediaLimit === 0) return
  let used = 0
  for await (const folder of media.kept()) {
    used += folder.reduce((sum, { size }) => sum + size, 0)
    yield
  }
  const before = await fetchedBefore(parts)
  while (used > mediaLimit) {
    const [oldest] = await oldestFiles(store.read, before, 1)
    if (!oldest) {
      log.warn({ used, mediaLimit }, 'the files take more than they may, and none of them may go yet')
      return
    }
    if (await forget([oldest], parts)) used -= oldest.size
    yield
  }
}

/** Files younger than this may still be wanted by a 1C base. */
async function fetchedBefore({ store, clock }: KeptFilesParts): Promise<number> {
  const { waitsSince } = await readByAllBases(store.read)
  return Math.min(clock.now(), waitsSince ?? Number.POSITIVE_INFINITY) - fetchTime
}

/** First the word, then the bytes: a crash in between leaves an orphan. @returns whether bytes have gone. */
async function forget(files: readonly FileRow[], { store, media, clock, log }: KeptFilesParts): Promise<boolean> {
  await store.write(async (tx) => {
    for (const { id } of files) await noteFileAndTell(tx, id, { state: 'gone', trouble: 'forgotten' }, clock.now())
  })
  log.info({ files: files.map(({ id }) => id) }, 'files are forgotten')
  return await removeUnused(
    files.map(({ sha256 }) => sha256),
    { store, media },
    clock.now() - hour,
  )
}

/** The same bytes may be another message's as well. */
async function removeUnused(
  hashes: readonly string[],
  { store, media }: Pick<KeptFilesParts, 'store' | 'media'>,
  writtenBefore: number,
): Promise<boolean> {
  const used = await hashesInUse(store.read, hashes)
  let some = false
  for (const sha256 of new Set(hashes)) {
    if (!used.has(sha256)) some = (await media.remove(sha256, writtenBefore)) || some
  }
  return some
}

/** Removes bytes that no file stands for. */
export async function* orphans(parts: KeptFilesParts): Portions {
  const before = parts.clock.now() - orphanAge
  for await (const folder of parts.media.kept()) {
    const old = folder.filter(({ writtenAt }) => writtenAt < before)
    for (let start = 0; start < old.length; start += hashesAtOnce) {
      const hashes = old.slice(start, start + hashesAtOnce).map(({ sha256 }) => sha256)
      await removeUnused(hashes, parts, before)
      yield
    }
  }
}
