import { type MediaStore, MediaTooLarge, type StoredMedia } from '../media/media-store.ts'
import { decryptMedia } from './media-decryption.ts'
import { download } from './media-download.ts'
import { mediaAddress } from './media-host.ts'
import { parseMediaSource } from './media-source.ts'
import type { WhatsAppSettings } from './settings.ts'

/** `gone`: it will never come. Anything else that goes wrong is thrown: it may come later. */
export type FetchedMedia = { state: 'ready'; stored: StoredMedia } | { state: 'gone'; cause: string }

/** @param source as `IncomingFile.source` had it. */
export type FetchFromWhatsApp = (source: string) => Promise<FetchedMedia>

/** What WhatsApp's media hosts say of a file that they no longer keep. */
const goneStatuses = [403, 404, 410]

export function createFetchFromWhatsApp(settings: WhatsAppSettings, media: MediaStore): FetchFromWhatsApp {
  return async (json) => {
    const source = parseMediaSource(json)
    const answer = await download(mediaAddress(source, settings))
    const status = answer.statusCode ?? 0
    if (status !== 200) {
      answer.destroy()
      if (goneStatuses.includes(status)) return { state: 'gone', cause: `WhatsApp answers ${status}` }
      throw new Error(`WhatsApp’s media host answers ${status}`)
    }
    try {
      const stored = await media.write(decryptMedia(answer, source))
      const stated = Buffer.from(source.sha256, 'base64').toString('hex')
      if (stored.sha256 === stated) return { state: 'ready', stored }
      return { state: 'gone', cause: 'it is another file than the sender stated' }
    } catch (error) {
      if (error instanceof MediaTooLarge) return { state: 'gone', cause: error.message }
      throw error
    }
  }
}
