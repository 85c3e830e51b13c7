import * as v from 'valibot'
import type { IncomingFile } from '../inbox/incoming-message.ts'
import { cleanFileName } from './incoming/clean-text.ts'

const base64 = v.pipe(v.string(), v.base64())

/** WhatsApp's own words for what is encrypted how: each kind has keys of its own. */
const mediaTypes = ['image', 'video', 'gif', 'ptt', 'audio', 'document', 'sticker'] as const
export type MediaKind = (typeof mediaTypes)[number]

/** What it takes to fetch a file from WhatsApp; kept as JSON in `files.source`, opaque to everybody else. */
const mediaSourceSchema = v.object({
  type: v.picklist(mediaTypes),
  mediaKey: base64,
  /** On WhatsApp's media hosts. */
  directPath: v.pipe(v.string(), v.startsWith('/')),
  /** Where the sender's app has put it. Only its host matters. */
  url: v.optional(v.string()),
  /** Of the plain bytes. */
  sha256: base64,
})
export type MediaSource = v.InferOutput<typeof mediaSourceSchema>

/** @throws for JSON that is not ours. */
export const parseMediaSource = (json: string): MediaSource => v.parse(mediaSourceSchema, JSON.parse(json))

/** The fields that all of WhatsApp's messages with a file have in common. */
interface MediaFields {
  mediaKey?: Uint8Array | null
  directPath?: string | null
  url?: string | null
  fileSha256?: Uint8Array | null
  fileLength?: number | { toNumber(): number } | null
  mimetype?: string | null
  width?: number | null
  height?: number | null
  jpegThumbnail?: Uint8Array | null
}

/** @param name as the sender has called it; empty: it gets one by its kind. @returns `undefined` when nobody could ever fetch it. */
export function incomingFile(type: MediaKind, fields: MediaFields, name: string): IncomingFile | undefined {
  const source = v.safeParse(mediaSourceSchema, {
    type,
    mediaKey: fields.mediaKey && Buffer.from(fields.mediaKey).toString('base64'),
    directPath: fields.directPath,
    ...(fields.url ? { url: fields.url } : {}),
    sha256: fields.fileSha256 && Buffer.from(fields.fileSha256).toString('base64'),
  })
  if (!source.success) return undefined
  const mime = mimeOf(fields.mimetype)
  return {
    name: cleanFileName(name) || `${namedAfter[type]}.${extensionOf(mime)}`,
    mime,
    size: sizeOf(fields.fileLength),
    sha256: Buffer.from(source.output.sha256, 'base64').toString('hex'),
    source: JSON.stringify(source.output),
    ...pixelsOf(fields),
    ...thumbnailOf(fields.jpegThumbnail),
  }
}

/** How a file is called that has no name. */
const namedAfter: Record<MediaKind, string> = {
  image: 'image',
  video: 'video',
  gif: 'gif',
  ptt: 'voice',
  audio: 'audio',
  document: 'document',
  sticker: 'sticker',
}

/** What a sender states about a picture's size may be anything. */
function pixelsOf({ width, height }: MediaFields): Pick<IncomingFile, 'width' | 'height'> {
  const sane = (pixels: number | null | undefined) =>
    Number.isSafeInteger(pixels) && Number(pixels) > 0 && Number(pixels) <= 100_000
  return sane(width) && sane(height) ? { width: Number(width), height: Number(height) } : {}
}

/** WhatsApp's own are of some kilobytes. */
const largestThumbnail = 100_000

function thumbnailOf(jpeg: Uint8Array | null | undefined): Pick<IncomingFile, 'thumbnail'> {
  const isJpeg = jpeg && jpeg.length <= largestThumbnail && jpeg[0] === 0xff && jpeg[1] === 0xd8
  return isJpeg ? { thumbnail: Buffer.from(jpeg).toString('base64') } : {}
}

/** Without the parameters: `image/jpeg; charset=…`. Anything odd is just bytes. */
function mimeOf(mimetype: string | null | undefined): string {
  const mime = (mimetype ?? '').split(';')[0]?.trim().toLowerCase() ?? ''
  return /^[a-z0-9][a-z0-9!#$&^_.+-]*\/[a-z0-9][a-z0-9!#$&^_.+-]*$/.test(mime) ? mime : 'application/octet-stream'
}

function extensionOf(mime: string): string {
  const subtype = mime.split('/')[1] ?? ''
  if (subtype === 'jpeg') return 'jpg'
  if (mime === 'audio/mpeg') return 'mp3'
  if (mime === 'text/plain') return 'txt'
  return /^[a-z0-9]{1,5}$/.test(subtype) ? subtype : 'bin'
}

function sizeOf(length: MediaFields['fileLength']): number {
  const size = typeof length === 'object' && length !== null ? length.toNumber() : (length ?? 0)
  return Number.isSafeInteger(size) && size >= 0 ? size : 0
}
