import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { deflateSync } from 'node:zlib'
import sharp from 'sharp'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { type MediaStore, openMediaStore } from '../../../relay/media/media-store.ts'
import { createThumbnails, type Thumbnails } from '../../../relay/media/thumbnails.ts'

let folder: string
let media: MediaStore
let thumbnails: Thumbnails
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'thumbnails-'))
  media = await openMediaStore(folder, 10_000_000)
  thumbnails = createThumbnails(media)
})
afterEach(() => rmSync(folder, { recursive: true }))

const keep = async (bytes: Buffer): Promise<string> =>
  (
    await media.write(
      (async function* () {
        yield bytes
      })(),
    )
  ).sha256
const photo = (width: number, height: number) =>
  sharp({ create: { width, height, channels: 3, background: '#336699' } })

it('a photo gets a small JPEG, made once', async () => {
  const sha256 = await keep(await photo(1200, 800).jpeg().toBuffer())
  expect(await thumbnails.measure(sha256)).toEqual({ width: 1200, height: 800 })
  const jpeg = await thumbnails.of(sha256)
  expect(await sharp(jpeg).metadata()).toMatchObject({ format: 'jpeg', width: 320, height: 213 })
  expect(await media.thumbnailOf(sha256)).toEqual(jpeg)
  await media.remove(sha256, Number.POSITIVE_INFINITY)
  expect(await media.thumbnailOf(sha256)).toBeUndefined()
})

it('a photo taken upright stands upright', async () => {
  const sha256 = await keep(await photo(1200, 800).jpeg().withMetadata({ orientation: 6 }).toBuffer())
  expect(await thumbnails.measure(sha256)).toEqual({ width: 800, height: 1200 })
  expect(await sharp(await thumbnails.of(sha256)).metadata()).toMatchObject({ width: 213, height: 320 })
})

it('a picture that is not one has none, and harms nobody', async () => {
  const cut = (await photo(800, 800).png().toBuffer()).subarray(0, 90)
  for (const bytes of [Buffer.from('no picture'), Buffer.alloc(0), cut]) {
    const sha256 = await keep(bytes)
    expect(await thumbnails.of(sha256)).toBeUndefined()
  }
})

it('a program that calls itself a picture is not run', async () => {
  const svg = Buffer.from(
    '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><rect width="9" height="9"/></svg>',
  )
  const sha256 = await keep(svg)
  expect(await thumbnails.measure(sha256)).toBeUndefined()
  expect(await thumbnails.of(sha256)).toBeUndefined()
})

it('a bomb of a few bytes that unpacks to gigabytes is refused', async () => {
  const sha256 = await keep(hugePng(12_000))
  expect(await thumbnails.of(sha256)).toBeUndefined()
})

/** A square of black pixels: 18 kB of PNG, 430 MB of memory. */
function hugePng(side: number): Buffer {
  const head = Buffer.alloc(13)
  head.writeUInt32BE(side, 0)
  head.writeUInt32BE(side, 4)
  head.set([1, 0, 0, 0, 0], 8)
  const chunk = (type: string, data: Buffer) => {
    const body = Buffer.concat([Buffer.from(type), data])
    const [length, crc] = [Buffer.alloc(4), Buffer.alloc(4)]
    length.writeUInt32BE(data.length)
    crc.writeUInt32BE(crcOf(body))
    return Buffer.concat([length, body, crc])
  }
  const pixels = deflateSync(Buffer.alloc(side * (1 + side / 8)))
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
  return Buffer.concat([signature, chunk('IHDR', head), chunk('IDAT', pixels), chunk('IEND', Buffer.alloc(0))])
}

function crcOf(bytes: Buffer): number {
  let crc = 0xffffffff
  for (const byte of bytes) {
    crc ^= byte
    for (let bit = 0; bit < 8; bit += 1) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1
  }
  return (crc ^ 0xffffffff) >>> 0
}
