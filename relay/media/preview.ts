import type { Thumbnails } from './thumbnails.ts'

/** As large as WhatsApp's own: what travels inside of a message must be small. Pixels. */
const side = 100

/** What the client sees of a picture before he has fetched it: a tiny JPEG, base64. Made of the thumbnail, so a broken picture has none, and nothing is thrown. */
export function createPreviewOf(thumbnails: Pick<Thumbnails, 'of'>): (sha256: string) => Promise<string | undefined> {
  return async (sha256) => {
    const thumbnail = await thumbnails.of(sha256)
    if (!thumbnail) return undefined
    try {
      const { default: sharp } = await import('sharp')
      const tiny = await sharp(thumbnail)
        .resize({ width: side, height: side, fit: 'inside' })
        .jpeg({ quality: 50 })
        .toBuffer()
      return tiny.toString('base64')
    } catch {
      return undefined
    }
  }
}
