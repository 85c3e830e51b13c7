import { createHash } from 'node:crypto'
import { mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { MediaTooLarge, MediaUnexpected, openMediaStore } from '../../../relay/media/media-store.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'media-store-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

async function* chunks(...parts: string[]) {
  for (const part of parts) yield Buffer.from(part)
}
const sha256 = createHash('sha256').update('hello world').digest('hex')

it('keeps bytes under their own hash, and the same bytes once', async () => {
  const store = await openMediaStore(folder, 100)
  expect(await store.write(chunks('hello ', 'world'))).toEqual({ sha256, size: 11 })
  expect(await store.write(chunks('hello world'))).toEqual({ sha256, size: 11 })
  expect(store.pathOf(sha256)).toBe(join(folder, sha256.slice(0, 2), sha256))
  expect(await text(store.read(sha256))).toBe('hello world')
  expect(readdirSync(join(folder, sha256.slice(0, 2)))).toEqual([sha256])
})

it('takes no more bytes than allowed, and leaves nothing of them behind', async () => {
  const store = await openMediaStore(folder, 10)
  await expect(store.write(chunks('hello ', 'world'))).rejects.toBeInstanceOf(MediaTooLarge)
  expect(await store.has(sha256)).toBe(false)
  expect(readdirSync(join(folder, 'unfinished'))).toEqual([])
})

it('leaves nothing behind when the stream breaks', async () => {
  const store = await openMediaStore(folder, 100)
  async function* broken() {
    yield Buffer.from('hel')
    throw new Error('the line is cut')
  }
  await expect(store.write(broken())).rejects.toThrow('the line is cut')
  expect(readdirSync(join(folder, 'unfinished'))).toEqual([])
})

it('removes what a crash has left half-written', async () => {
  await openMediaStore(folder, 100)
  writeFileSync(join(folder, 'unfinished', 'half'), 'hel')
  await openMediaStore(folder, 100)
  expect(readdirSync(join(folder, 'unfinished'))).toEqual([])
})

it('does not take anything for a hash that could be a path', async () => {
  const store = await openMediaStore(folder, 100)
  expect(() => store.pathOf('../../etc/passwd')).toThrow('64 lower-case hex digits')
})

it('keeps nothing of bytes that are not the expected ones', async () => {
  const store = await openMediaStore(folder, 100)
  await expect(store.write(chunks('hallo world'), sha256)).rejects.toBeInstanceOf(MediaUnexpected)
  expect(readdirSync(folder)).toEqual(['unfinished'])
  expect(await store.write(chunks('hello world'), sha256)).toMatchObject({ sha256 })
})

it('gives a piece of a file', async () => {
  const store = await openMediaStore(folder, 100)
  await store.write(chunks('hello world'))
  expect(await text(store.read(sha256, { start: 6, end: 8 }))).toBe('wor')
})

it('removes what is old with its thumbnail, but not what was written again meanwhile', async () => {
  const store = await openMediaStore(folder, 100)
  await store.write(chunks('hello world'))
  await store.keepThumbnail(sha256, Buffer.from('jpeg'))
  utimesSync(store.pathOf(sha256), 1_000, 1_000)
  await store.write(chunks('hello world'))
  expect(await store.remove(sha256, 2_000_000)).toBe(false)
  utimesSync(store.pathOf(sha256), 1_000, 1_000)
  expect(await store.remove(sha256, 2_000_000)).toBe(true)
  expect(readdirSync(join(folder, sha256.slice(0, 2)))).toEqual([])
})

it('lists what it keeps, a thumbnail with its file', async () => {
  const store = await openMediaStore(folder, 100)
  await store.write(chunks('hello world'))
  await store.keepThumbnail(sha256, Buffer.from('jpeg'))
  const kept = []
  for await (const part of store.kept()) kept.push(...part)
  expect(kept).toEqual([{ sha256, size: 15, writtenAt: expect.any(Number) }])
})
