import { fileTypeFromFile } from 'file-type'

/** As WhatsApp shows stickers. Pixels. */
const side = 512
/** What phones still show, by WhatsApp's own rules. Bytes. */
const largest = { still: 100 * 1024, moving: 500 * 1024 }
/** The best that is small enough is taken. */
const qualities = [90, 75, 50, 25]
/** All frames together, as in `thumbnails.ts`: what claims more is a bomb or no use. */
const limitInputPixels = 50_000_000
const takesAtMostSeconds = 20

const pictures = ['image/png', 'image/jpeg', 'image/webp']

/**
 * A picture as a sticker: WebP, 512 × 512, transparent around; what moves goes on moving. By its bytes, never by its name.
 * @returns undefined when it is no such picture, or cannot be made small enough.
 */
export async function stickerOf(path: string): Promise<Buffer | undefined> {
  const type = await fileTypeFromFile(path)
  if (!type || !pictures.includes(type.mime)) return undefined
  const { default: sharp } = await import('sharp')
  sharp.cache(false)
  sharp.concurrency(1)
  try {
    const picture = sharp(path, { limitInputPixels, failOn: 'error', animated: true })
    const { pages = 1 } = await picture.metadata()
    const square = (pages > 1 ? picture : picture.rotate()) // as its EXIF says
      .resize({ width: side, height: side, fit: 'contain', background: { r: 0, g: 0, b: 0, alpha: 0 } })
      .timeout({ seconds: takesAtMostSeconds })
    const limit = pages > 1 ? largest.moving : largest.still
    for (const quality of qualities) {
      const webp = await square.clone().webp({ quality, alphaQuality: quality, effort: 4 }).toBuffer()
      if (webp.length <= limit) return webp
    }
  } catch {
    // It only calls itself a picture; it leaves as the file that it is.
  }
  return undefined
}

export const stickerSide = side
