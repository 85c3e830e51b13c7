import type { Agent } from 'node:https'
import type { ChannelId } from '../../shared/ids.ts'
import { type MediaStore, MediaTooLarge, MediaUnexpected, type StoredMedia } from '../media/media-store.ts'
import { decryptMedia, encryptionAdds } from './media-decryption.ts'
import { download } from './media-download.ts'
import { mediaAddress } from './media-host.ts'
import { parseMediaSource } from './media-source.ts'
import type { WhatsAppSettings } from './settings.ts'

/**
 * What became of a file. `away`: WhatsApp no longer keeps it, our phone may; `tooLarge`: above the limit, `size` as far as it can be told; `damaged`: other bytes
 * than the sender stated, and that will not change. Anything else that goes wrong is thrown: it may work later.
 */
export type FetchedMedia =
  | { state: 'ready'; stored: StoredMedia }
  | { state: 'away' }
  | { state: 'tooLarge'; size: number | undefined }
  | { state: 'damaged' }

/** @param source as `IncomingFile.source` had it. */
export type FetchFromWhatsApp = (
  source: string,
  by?: { channelId?: ChannelId; signal?: AbortSignal },
) => Promise<FetchedMedia>

export interface FetchFromWhatsAppParts {
  settings: WhatsAppSettings
  media: MediaStore
  /** The way through a channel's proxy; undefined: straight. */
  agentFor?: ((channelId: ChannelId) => Agent | undefined) | undefined
}

/** What WhatsApp's media hosts say of a file that they no longer keep. */
const awayStatuses = [403, 404, 410]

export function createFetchFromWhatsApp({ settings, media, agentFor }: FetchFromWhatsAppParts): FetchFromWhatsApp {
  return async (json, { channelId, signal } = {}) => {
    const source = parseMediaSource(json)
    const agent = channelId === undefined ? undefined : agentFor?.(channelId)
    const answer = await download(mediaAddress(source, settings), { agent, signal })
    const status = answer.statusCode ?? 0
    if (status !== 200) {
      answer.destroy()
      if (awayStatuses.includes(status)) return { state: 'away' }
      throw new Error(`WhatsApp’s media host answers ${status}`)
    }
    // Whoever states a size that is not true would have us read gigabytes for nothing.
    const announced = announcedSize(answer.headers['content-length'])
    if (announced !== undefined && announced > media.limit) {
      answer.destroy()
      return { state: 'tooLarge', size: announced }
    }
    try {
      const sha256 = Buffer.from(source.sha256, 'base64').toString('hex')
      return { state: 'ready', stored: await media.write(decryptMedia(answer, source), sha256) }
    } catch (error) {
      if (error instanceof MediaTooLarge) return { state: 'tooLarge', size: announced }
      if (error instanceof MediaUnexpected) return { state: 'damaged' }
      throw error
    } finally {
      answer.destroy()
    }
  }
}

/** At least so many bytes will be in the file. */
function announcedSize(contentLength: string | undefined): number | undefined {
  const encrypted = Number(contentLength)
  return Number.isSafeInteger(encrypted) && encrypted > 0 ? Math.max(0, encrypted - encryptionAdds) : undefined
}
