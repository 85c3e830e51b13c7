import { fileTypeFromBuffer } from 'file-type'
import type { EmployeeId, FileId } from '../../shared/ids.ts'
import type { MessageFile } from '../../shared/message.ts'
import type { Clock } from '../clock.ts'
import type { MediaStore } from '../media/media-store.ts'
import { isPicture } from '../media/pictures.ts'
import { safeName } from '../media/safe-name.ts'
import type { Thumbnails } from '../media/thumbnails.ts'
import { Refused } from '../refused.ts'
import { fileById, insertFile, showFile } from '../store/files.ts'
import type { Store } from '../store/open.ts'

export interface UploadedFile {
  id: FileId
  name: string
  /** As the sender states it; the bytes have the last word. */
  mime: string
  bytes: AsyncIterable<Uint8Array>
  /** Else 1C. */
  uploaderId?: EmployeeId
}

export interface StoreFileParts {
  store: Store
  media: MediaStore
  thumbnails: Pick<Thumbnails, 'measure'>
  clock: Clock
}

/**
 * Stores a file that is going to be sent. The same id with the same bytes is the same file; with other bytes it is refused.
 * @throws Refused `conflict` @throws MediaTooLarge
 */
export function createStoreFile({ store, media, thumbnails, clock }: StoreFileParts) {
  return async (upload: UploadedFile): Promise<MessageFile> => {
    const sniffer = createSniffer()
    const { sha256, size } = await media.write(sniffer.pass(upload.bytes))
    const mime = (await sniffer.mime()) ?? safeMime(upload.mime)
    const name = safeName(upload.name)
    const pixels = isPicture(mime) ? await thumbnails.measure(sha256) : undefined
    const row = {
      id: upload.id,
      name,
      mime,
      size,
      sha256,
      state: 'ready' as const,
      channel_id: null,
      source: null,
      created_at: clock.now(),
      uploaded_by: upload.uploaderId ?? null,
      ...pixels,
    }
    const kept = await store.write(async (tx) => {
      await insertFile(tx, row)
      return await fileById(tx, upload.id)
    })
    if (kept?.sha256 !== sha256) throw new Refused('conflict', 'Another file has this id already.')
    return showFile(kept)
  }
}

export type StoreFile = ReturnType<typeof createStoreFile>

/** Bytes that are no picture, video or sound are none, whatever they call themselves: the client's phone would show a broken one. */
const safeMime = (mime: string): string =>
  /^(?!image|video|audio)[\w.+-]+\/[\w.+-]+$/i.test(mime) ? mime.toLowerCase() : 'application/octet-stream'

const sniffedBytes = 4_100

/** Lets bytes pass and keeps the first of them, which tell what the file really is. */
function createSniffer() {
  let head: Uint8Array = new Uint8Array()
  return {
    async *pass(bytes: AsyncIterable<Uint8Array>) {
      for await (const chunk of bytes) {
        if (head.length < sniffedBytes) head = Buffer.concat([head, chunk.subarray(0, sniffedBytes - head.length)])
        yield chunk
      }
    },
    mime: async (): Promise<string | undefined> => (await fileTypeFromBuffer(head))?.mime,
  }
}
