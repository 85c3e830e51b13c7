import { readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'

/** A file of the media store as it lies on the disk. */
export interface KeptMedia {
  sha256: string
  /** Bytes, its thumbnail included. */
  size: number
  /** Milliseconds since 1970. */
  writtenAt: number
}

/** Everything in the media store, one of its 256 folders at a time. A thumbnail counts with its file. */
export async function* keptMedia(directory: string): AsyncGenerator<KeptMedia[]> {
  for (const folder of await readdir(directory).catch(() => [])) {
    if (!/^[0-9a-f]{2}$/.test(folder)) continue
    const kept = new Map<string, KeptMedia>()
    for (const name of await readdir(join(directory, folder)).catch(() => [])) {
      const sha256 = /^([0-9a-f]{64})(\.jpg)?$/.exec(name)?.[1]
      // It may have been removed meanwhile.
      const found = sha256 && (await stat(join(directory, folder, name)).catch(() => undefined))
      if (!sha256 || !found) continue
      const known = kept.get(sha256)
      const writtenAt = Math.max(known?.writtenAt ?? 0, found.mtimeMs)
      kept.set(sha256, { sha256, size: (known?.size ?? 0) + found.size, writtenAt })
    }
    if (kept.size > 0) yield [...kept.values()]
  }
}
