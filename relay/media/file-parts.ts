import { createReadStream } from 'node:fs'
import { mkdir, open, readdir, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { MediaTooLarge } from './media-store.ts'

/** Files that come in parts, so that a cut line or a browser that goes to sleep costs one part and not all of it. */
export interface FileParts {
  /** How many bytes are here, from the first one on without a gap. */
  received(key: string): Promise<number>
  /** Adds bytes at this place. What came before a line was cut stays. @returns how many are here now. @throws PartOutOfPlace @throws MediaTooLarge */
  append(key: string, from: number, bytes: AsyncIterable<Uint8Array>): Promise<number>
  read(key: string): AsyncIterable<Uint8Array>
  forget(key: string): Promise<void>
  /** Of everybody, what nobody goes on with any more. */
  forgetOld(): Promise<void>
}

/** The bytes before it are missing, or are here already. */
export class PartOutOfPlace extends Error {}

/** Nobody goes on with an upload after so long. Milliseconds. */
const forgottenAfter = 24 * 60 * 60_000

/** Uploads that one employee may have begun; whoever begins another loses the one that has waited longest. */
export const mostBegun = 50
/** So many of the largest files all that he has begun may take together. */
const mostTogether = 10

/** @param limit the largest file, in bytes. @param now of the clock by which files are dated. */
export async function openFileParts(directory: string, limit: number, now: () => number): Promise<FileParts> {
  await mkdir(directory, { recursive: true })
  const pathOf = (key: string) => join(directory, checked(key))
  const received = (key: string) =>
    stat(pathOf(key)).then(
      ({ size }) => size,
      () => 0,
    )
  const busy = new Set<string>()
  const forgetOld = () => forgetBefore(directory, now() - forgottenAfter)
  return {
    received,
    async append(key, from, bytes) {
      // Two at once would stand inside one another.
      if (busy.has(key)) throw new PartOutOfPlace('another part is on its way')
      busy.add(key)
      try {
        if ((await received(key)) !== from) throw new PartOutOfPlace(`${from}: these bytes are not the next ones`)
        if (from === 0) {
          await forgetOld()
          await makeRoom(directory, key, { limit, busy })
        }
        await appendTo(pathOf(key), from, bytes, limit)
        return await received(key)
      } finally {
        busy.delete(key)
      }
    },
    read: (key) => createReadStream(pathOf(key)),
    forget: (key) => rm(pathOf(key), { force: true }),
    forgetOld,
  }
}

async function appendTo(path: string, from: number, bytes: AsyncIterable<Uint8Array>, limit: number): Promise<void> {
  const file = await open(path, from === 0 ? 'w' : 'r+')
  let place = from
  try {
    for await (const chunk of bytes) {
      if (place + chunk.byteLength > limit) throw new MediaTooLarge(limit)
      let written = 0
      while (written < chunk.byteLength) {
        written += (await file.write(chunk, written, chunk.byteLength - written, place + written)).bytesWritten
      }
      place += written
    }
  } catch (cause) {
    // What came before a line was cut stays; what can never be a file does not.
    if (cause instanceof MediaTooLarge) await rm(path, { force: true })
    throw cause
  } finally {
    await file.close()
  }
}

interface Begun {
  path: string
  size: number
  touchedAt: number
}

/** What stands under names that begin so, untouched the longest first. */
async function begun(directory: string, prefix: string, but: ReadonlySet<string>): Promise<Begun[]> {
  const found: Begun[] = []
  for (const name of await readdir(directory)) {
    if (!name.startsWith(prefix) || but.has(name)) continue
    const path = join(directory, name)
    const stats = await stat(path).catch(() => undefined) // undefined: it was finished meanwhile
    if (stats) found.push({ path, size: stats.size, touchedAt: stats.mtimeMs })
  }
  return found.sort((one, other) => one.touchedAt - other.touchedAt)
}

async function forgetBefore(directory: string, before: number): Promise<void> {
  for (const { path, touchedAt } of await begun(directory, '', new Set()))
    if (touchedAt < before) await rm(path, { force: true })
}

/** Whose the key is keeps so many uploads, and so many bytes, that one more has room. */
async function makeRoom(
  directory: string,
  key: string,
  { limit, busy }: { limit: number; busy: ReadonlySet<string> },
): Promise<void> {
  const whose = key.slice(0, key.indexOf('_') + 1)
  const his = await begun(directory, whose, busy)
  let together = his.reduce((sum, { size }) => sum + size, 0)
  for (const [place, { path, size }] of his.entries()) {
    if (his.length - place < mostBegun && together <= mostTogether * limit) return
    await rm(path, { force: true })
    together -= size
  }
}

/** A key becomes a path, so it must be nothing but ids. */
function checked(key: string): string {
  if (!/^[0-9a-f-]{36}_[0-9a-f-]{36}$/.test(key)) throw new Error('two ids are wanted')
  return key
}
