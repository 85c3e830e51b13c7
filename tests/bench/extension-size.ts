import { readFileSync } from 'node:fs'
import { dirname, join, posix } from 'node:path'
import { gzipSync } from 'node:zlib'

const gzipped = (path: string): number => gzipSync(readFileSync(path), { level: 9 }).length

const kilobytes = (bytes: number): number => Math.round(bytes / 100) / 10

/** All scripts that a page of the built extension loads before it runs: what its HTML names, and whatever those import statically, however deep. */
export function scriptsAtOpening(build: string, page: string): string[] {
  const html = readFileSync(join(build, page), 'utf8')
  const waiting = [...html.matchAll(/<script[^>]+src="\/([^"]+)"/g)].map((found) => found[1] ?? '')
  const found = new Set<string>()
  for (let path = waiting.pop(); path !== undefined; path = waiting.pop()) {
    if (found.has(path)) continue
    found.add(path)
    const script = readFileSync(join(build, path), 'utf8')
    for (const [, imported = ''] of script.matchAll(/(?:\bfrom|\bimport)\s*["'`](\.[^"'`]+\.js)["'`]/g))
      waiting.push(posix.join(dirname(path), imported))
  }
  return [...found]
}

/** `gzip -9` of each script, added up, in kB of 1,000 bytes. */
export const openingKb = (build: string, page: string): number =>
  kilobytes(scriptsAtOpening(build, page).reduce((sum, path) => sum + gzipped(join(build, path)), 0))

export const fileKb = (build: string, path: string): number => kilobytes(gzipped(join(build, path)))
