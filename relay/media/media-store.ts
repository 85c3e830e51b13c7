import { createHash, randomUUID } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { type FileHandle, mkdir, open, readFile, rename, rm, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { Readable } from 'node:stream'
import { type KeptMedia, keptMedia } from './kept-media.ts'

/** Bytes by their own sha256: the same file is kept once, and a file on its final path is whole. */
export interface MediaStore {
  /** The largest file, in bytes. */
  readonly limit: number
  /**
   * Reads the stream to its end. @param expected what the bytes should be. @throws MediaTooLarge, MediaUnexpected, leaving nothing behind.
   */
  write(bytes: AsyncIterable<Uint8Array>, expected?: string): Promise<StoredMedia>
  /** Where the bytes lie. The file may be missing: ask `has`. */
  pathOf(sha256: string): string
  has(sha256: string): Promise<boolean>
  /** @param range first and last byte; the whole without it. */
  read(sha256: string, range?: { start: number; end: number }): Readable
  /** The small picture that was made of these bytes. */
  thumbnailOf(sha256: string): Promise<Buffer | undefined>
  keepThumbnail(sha256: string, jpeg: Buffer): Promise<void>
  /** Deletes bytes and their thumbnail, unless they were written at or after that moment. @returns whether they are gone. */
  remove(sha256: string, writtenBefore: number): Promise<boolean>
  /** Everything that is kept, folder by folder. */
  kept(): AsyncIterable<KeptMedia[]>
}

export interface StoredMedia {
  sha256: string
  size: number
}

/** More bytes than the store takes. */
export class MediaTooLarge extends Error {
  constructor(readonly limit: number) {
    super(`The file is larger than the ${Math.floor(limit / 1024 / 1024)} MB that the relay takes.`)
  }
}

/** Other bytes than were expected. */
export class MediaUnexpected extends Error {}

/** @param limit the largest file, in bytes. */
export async function openMediaStore(directory: string, limit: number): Promise<MediaStore> {
  const unfinished = join(directory, 'unfinished')
  // What a crash left half-written is of no use to anybody.
  await rm(unfinished, { recursive: true, force: true })
  await mkdir(unfinished, { recursive: true })
  const pathOf = (sha256: string) => join(directory, checked(sha256).slice(0, 2), sha256)
  const thumbnailPath = (sha256: string) => `${pathOf(sha256)}.jpg`
  const oneByOne = createLine()
  const writeTo = async (
    finalPath: (sha256: string) => string,
    bytes: AsyncIterable<Uint8Array>,
    expected?: string,
  ) => {
    const temporary = join(unfinished, randomUUID())
    try {
      const stored = await writeDurably(temporary, bytes, limit)
      if (expected !== undefined && stored.sha256 !== expected) throw new MediaUnexpected('other bytes than expected')
      await oneByOne(() => moveDurably(temporary, finalPath(stored.sha256)))
      return stored
    } finally {
      await rm(temporary, { force: true })
    }
  }
  return {
    limit,
    write: (bytes, expected) => writeTo(pathOf, bytes, expected),
    pathOf,
    has: (sha256) => exists(pathOf(sha256)),
    read: (sha256, range) => createReadStream(pathOf(sha256), range ?? {}),
    thumbnailOf: (sha256) => readFile(thumbnailPath(sha256)).catch(() => undefined),
    keepThumbnail: async (sha256, jpeg) => {
      await writeTo(() => thumbnailPath(sha256), once(jpeg))
    },
    // In one line with what is being written: the same bytes may be on their way in again.
    remove: (sha256, writtenBefore) =>
      oneByOne(async () => {
        const written = await stat(pathOf(sha256)).catch(() => undefined)
        if (written && written.mtimeMs >= writtenBefore) return false
        await rm(pathOf(sha256), { force: true })
        await rm(thumbnailPath(sha256), { force: true })
        return true
      }),
    kept: () => keptMedia(directory),
  }
}

async function* once(bytes: Buffer): AsyncGenerator<Buffer> {
  yield bytes
}

/** Runs one after the other what is given to it. */
function createLine(): <T>(work: () => Promise<T>) => Promise<T> {
  let last: Promise<unknown> = Promise.resolve()
  return (work) => {
    const done = last.then(work)
    last = done.catch(() => undefined)
    return done
  }
}

/** A hash becomes part of a path, so it must be nothing but a hash. */
function checked(sha256: string): string {
  if (!/^[0-9a-f]{64}$/.test(sha256)) throw new Error('sha256: 64 lower-case hex digits are wanted')
  return sha256
}

async function writeDurably(path: string, bytes: AsyncIterable<Uint8Array>, limit: number): Promise<StoredMedia> {
  const hash = createHash('sha256')
  const file = await open(path, 'wx')
  let size = 0
  try {
    for await (const chunk of bytes) {
      size += chunk.byteLength
      if (size > limit) throw new MediaTooLarge(limit)
      hash.update(chunk)
      await writeAll(file, chunk)
    }
    await file.sync()
  } finally {
    await file.close()
  }
  return { sha256: hash.digest('hex'), size }
}

async function writeAll(file: FileHandle, chunk: Uint8Array): Promise<void> {
  let written = 0
  while (written < chunk.byteLength) written += (await file.write(chunk, written)).bytesWritten
}

/** A rename is durable once its directory is (POSIX); Windows has no such call and needs none. */
async function moveDurably(from: string, to: string): Promise<void> {
  const directory = dirname(to)
  await mkdir(directory, { recursive: true })
  await rename(from, to)
  if (process.platform === 'win32') return
  const handle = await open(directory, 'r')
  await handle.sync().finally(() => handle.close())
}

const exists = (path: string): Promise<boolean> =>
  stat(path).then(
    () => true,
    () => false,
  )
