import { createHash, randomUUID } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { type FileHandle, mkdir, open, rename, rm, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { Readable } from 'node:stream'

/** Bytes by their own sha256: the same file is kept once, and a file on its final path is whole. */
export interface MediaStore {
  /** Reads the stream to its end. @throws MediaTooLarge, leaving nothing behind. */
  write(bytes: AsyncIterable<Uint8Array>): Promise<StoredMedia>
  /** Where the bytes lie. The file may be missing: ask `has`. */
  pathOf(sha256: string): string
  has(sha256: string): Promise<boolean>
  read(sha256: string): Readable
}

export interface StoredMedia {
  sha256: string
  size: number
}

/** More bytes than the store takes. */
export class MediaTooLarge extends Error {
  constructor(readonly limit: number) {
    super(`The file is larger than ${limit} bytes.`)
  }
}

/** @param limit the largest file, in bytes. */
export async function openMediaStore(directory: string, limit: number): Promise<MediaStore> {
  const unfinished = join(directory, 'unfinished')
  // What a crash left half-written is of no use to anybody.
  await rm(unfinished, { recursive: true, force: true })
  await mkdir(unfinished, { recursive: true })
  const pathOf = (sha256: string) => join(directory, checked(sha256).slice(0, 2), sha256)
  return {
    write: async (bytes) => {
      const temporary = join(unfinished, randomUUID())
      try {
        const stored = await writeDurably(temporary, bytes, limit)
        await moveDurably(temporary, pathOf(stored.sha256))
        return stored
      } finally {
        await rm(temporary, { force: true })
      }
    },
    pathOf,
    has: (sha256) => exists(pathOf(sha256)),
    read: (sha256) => createReadStream(pathOf(sha256)),
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
