import type { Context } from 'hono'
import type { FileId } from '../../shared/ids.ts'
import type { MediaStore } from '../media/media-store.ts'
import type { Thumbnails } from '../media/thumbnails.ts'
import { Refused } from '../refused.ts'
import { type FileRow, fileById } from '../store/files.ts'
import type { Store } from '../store/open.ts'
import { type ByteRange, rangeOf, rangeStillFits } from './byte-range.ts'

export interface GiveFileDeps {
  store: Store
  media: MediaStore
  thumbnails: Thumbnails
}

/** GET: the bytes or a range of them, never shown inside a page of the relay's own. @throws Refused */
export async function giveFile(
  c: Context,
  id: FileId,
  { store, media }: Pick<GiveFileDeps, 'store' | 'media'>,
): Promise<Response> {
  const file = await fileById(store.read, id)
  if (file?.state !== 'ready' || !(await media.has(file.sha256))) throw new Refused('notFound', whyNot(file))
  const etag = `"${file.sha256}"`
  const headers = { ...harmless, 'Accept-Ranges': 'bytes', ETag: etag }
  if (c.req.header('If-None-Match') === etag) return c.body(null, 304, headers)
  const asked = rangeStillFits(c.req.header('If-Range'), etag) ? c.req.header('Range') : undefined
  const range = rangeOf(asked, file.size)
  if (range === 'unsatisfiable') return c.body(null, 416, { ...headers, 'Content-Range': `bytes */${file.size}` })
  const length = range ? range.end - range.start + 1 : file.size
  const described = {
    ...headers,
    'Content-Type': file.mime,
    'Content-Length': String(length),
    'Content-Disposition': dispositionOf(file.name),
    ...(range ? { 'Content-Range': `bytes ${range.start}-${range.end}/${file.size}` } : {}),
  }
  const status = range ? 206 : 200
  // Who asks for the head alone never reads the bytes, and the file would stay open.
  if (c.req.raw.method === 'HEAD') return c.body(null, status, described)
  return c.body(webStream(media, file, range), status, described)
}

/** GET: a small JPEG of a picture or a video. @throws Refused */
export async function giveThumbnail(
  c: Context,
  id: FileId,
  { store, media, thumbnails }: GiveFileDeps,
): Promise<Response> {
  const file = await fileById(store.read, id)
  const made = file?.state === 'ready' && (await media.has(file.sha256)) ? await thumbnails.of(file.sha256) : undefined
  // The one that came with the message is there at once, and still is when the file is gone.
  const jpeg = made ?? (file?.thumbnail ? Buffer.from(file.thumbnail, 'base64') : undefined)
  if (!jpeg) throw new Refused('notFound', 'There is no small picture of this file.')
  const headers = { ...harmless, 'Content-Type': 'image/jpeg', 'Content-Length': String(jpeg.length) }
  if (c.req.raw.method === 'HEAD') return c.body(null, 200, headers)
  return c.body(new Uint8Array(jpeg), 200, headers)
}

const harmless = {
  'Content-Security-Policy': "sandbox; default-src 'none'",
  'X-Content-Type-Options': 'nosniff',
  'Cache-Control': 'private, no-cache',
}

function whyNot(file: FileRow | undefined): string {
  if (file?.state === 'fetching') return 'The file is still being fetched.'
  switch (file?.trouble) {
    case 'tooLarge':
      return 'The file is larger than the relay takes; it can be seen on the phone.'
    case 'damaged':
      return 'The file has arrived damaged.'
    case 'expired':
      return 'WhatsApp and the phone no longer have this file.'
    case 'forgotten':
      return 'The relay no longer keeps this file: its time or its room is used up.'
    default:
      return 'There is no such file any more.'
  }
}

/** RFC 6266: the true name in UTF-8 (RFC 8187), and one in plain letters for whoever cannot read that. */
export function dispositionOf(name: string): string {
  const plain = name.replace(/[^\x20-\x7e]|["\\%]/g, '_')
  const encoded = encodeURIComponent(name.replace(/\p{Surrogate}/gu, '_')).replace(
    /['()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  )
  return `attachment; filename="${plain}"; filename*=UTF-8''${encoded}`
}

function webStream(media: MediaStore, file: FileRow, range: ByteRange | undefined): ReadableStream {
  const reading = media.read(file.sha256, range)
  const chunks = reading[Symbol.asyncIterator]()
  return new ReadableStream({
    pull: async (controller) => {
      const { done, value } = await chunks.next()
      if (done) controller.close()
      else controller.enqueue(value)
    },
    cancel: () => {
      reading.destroy()
    },
  })
}
