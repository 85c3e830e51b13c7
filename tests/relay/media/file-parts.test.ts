import { mkdtempSync, readdirSync, rmSync, utimesSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type FileParts, mostBegun, openFileParts } from '../../../relay/media/file-parts.ts'
import { MediaTooLarge } from '../../../relay/media/media-store.ts'

const limit = 100
const now = Date.UTC(2026, 10, 2)
const minute = 60_000
const [olga, boris] = ['00000000-0000-7000-8005-000000000001', '00000000-0000-7000-8005-000000000002']
const file = (number: number) => `00000000-0000-7000-8006-${String(number).padStart(12, '0')}`

describe('parts of files that nobody goes on with', () => {
  let folder: string
  let parts: FileParts
  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'file-parts-'))
    parts = await openFileParts(folder, limit, () => now)
  })
  afterEach(() => rmSync(folder, { recursive: true }))

  const bytes = async function* (count: number) {
    yield new Uint8Array(count)
  }
  /** The disk has a clock of its own. */
  const begins = async (who: string, number: number, count: number, at = now - 60 * minute + number * 1000) => {
    await parts.append(`${who}_${file(number)}`, 0, bytes(count))
    utimesSync(join(folder, `${who}_${file(number)}`), at / 1000, at / 1000)
  }
  const kept = (who: string) => readdirSync(folder).filter((name) => name.startsWith(who))

  it('are so many at most for one employee: who begins another loses the oldest, and nobody else loses any', async () => {
    await begins(boris, 1, 1)
    for (let number = 1; number <= mostBegun + 3; number += 1) await begins(olga, number, 1)
    expect(kept(olga)).toHaveLength(mostBegun)
    expect(await parts.received(`${olga}_${file(3)}`)).toBe(0)
    expect(await parts.received(`${olga}_${file(4)}`)).toBe(1)
    expect(kept(boris)).toHaveLength(1)
  })

  it('take so much room at most for one employee', async () => {
    for (let number = 1; number <= 20; number += 1) await begins(olga, number, limit)
    expect(kept(olga).length).toBeLessThanOrEqual(11)
    expect(await parts.received(`${olga}_${file(20)}`)).toBe(limit)
  })

  it('go after a day, though nobody begins another', async () => {
    await begins(olga, 1, 1, now - 25 * 60 * minute)
    await begins(olga, 2, 1, now - 23 * 60 * minute)
    await parts.forgetOld()
    expect(kept(olga)).toEqual([`${olga}_${file(2)}`])
  })

  it('do not stay when more has come than a file may have', async () => {
    await expect(parts.append(`${olga}_${file(1)}`, 0, bytes(limit + 1))).rejects.toThrow(MediaTooLarge)
    expect(kept(olga)).toEqual([])
  })
})
