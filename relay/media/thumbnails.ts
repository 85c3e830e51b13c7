import { fileTypeFromFile } from 'file-type'
import type { Sharp, SharpOptions } from 'sharp'
import type { MediaStore } from './media-store.ts'
import { isPicture } from './pictures.ts'

/** Pictures as they are made smaller and measured here. Nothing is ever thrown: a picture that is not one simply has no thumbnail. */
export interface Thumbnails {
  /** Width and height as people see it; undefined when it is no picture. Reads only the beginning of the file. */
  measure(sha256: string): Promise<{ width: number; height: number } | undefined>
  /** A JPEG of at most 320 pixels a side; made once, then kept. */
  of(sha256: string): Promise<Buffer | undefined>
}

const side = 320
const atOnce = 2
/** About 50 megapixels: larger than any phone's photo. What claims more is a bomb or no use (200 MB of memory each). */
const limitInputPixels = 50_000_000
const takesAtMostSeconds = 10
/** Broken pictures that are remembered, so that nobody has them tried over and over. */
const remembered = 1_000

export function createThumbnails(media: MediaStore): Thumbnails {
  const queue = createQueue(atOnce)
  const broken = new Set<string>()
  const making = new Map<string, Promise<Buffer | undefined>>()
  const make = async (sha256: string): Promise<Buffer | undefined> => {
    const kept = await media.thumbnailOf(sha256)
    if (kept || broken.has(sha256)) return kept
    try {
      const jpeg = await queue(() => small(media.pathOf(sha256)))
      // Without room for it, it is made again the next time.
      await media.keepThumbnail(sha256, jpeg).catch(() => undefined)
      return jpeg
    } catch {
      if (broken.size >= remembered) broken.clear()
      broken.add(sha256)
      return undefined
    }
  }
  return {
    measure: (sha256) => queue(() => measured(media.pathOf(sha256))).catch(() => undefined),
    of: (sha256) => {
      const known = making.get(sha256)
      if (known) return known
      const jpeg = make(sha256).finally(() => making.delete(sha256))
      making.set(sha256, jpeg)
      return jpeg
    },
  }
}

async function small(path: string): Promise<Buffer> {
  const picture = await open(path)
  return await picture
    .rotate() // as its EXIF says
    .resize({ width: side, height: side, fit: 'inside', withoutEnlargement: true })
    .flatten({ background: '#ffffff' })
    .jpeg({ quality: 75 })
    .timeout({ seconds: takesAtMostSeconds })
    .toBuffer()
}

async function measured(path: string): Promise<{ width: number; height: number } | undefined> {
  const { width, height, orientation } = await (await open(path)).metadata()
  // From 5 on EXIF says that it lies on its side.
  return (orientation ?? 1) >= 5 ? { width: height, height: width } : { width, height }
}

const options: SharpOptions = { limitInputPixels, failOn: 'error', sequentialRead: true, pages: 1 }

/** Loaded with the first picture: a relay without any keeps the memory. */
async function open(path: string): Promise<Sharp> {
  // By its bytes: an SVG would be let in as well, and that is a program that may name other files.
  const type = await fileTypeFromFile(path)
  if (!type || !isPicture(type.mime)) throw new Error('no picture')
  const { default: sharp } = await import('sharp')
  sharp.cache(false)
  sharp.concurrency(1)
  return sharp(path, options)
}

/** At most so many at once; the others wait. */
function createQueue(most: number): <T>(work: () => Promise<T>) => Promise<T> {
  let running = 0
  const waiting: (() => void)[] = []
  return async (work) => {
    if (running >= most) await new Promise<void>((resolve) => waiting.push(resolve))
    else running += 1
    try {
      return await work()
    } finally {
      const next = waiting.shift()
      if (next) next()
      else running -= 1
    }
  }
}
