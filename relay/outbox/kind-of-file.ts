import type { MessageKind } from '../../shared/message.ts'

export interface FileToSend {
  /** As its bytes say (`store-file.ts`), not as its sender says. */
  mime: string
  /** Bytes. */
  size: number
  /** Whether its width and height could be read: then it really is a picture. */
  isMeasured: boolean
}

const megabyte = 1024 * 1024
/** What WhatsApp takes of a picture, a video or a voice message; the administrator may set less. Bytes. */
export const usualPictureLimit = 16 * megabyte

/** What WhatsApp shows of itself. A GIF would be shown without moving, so it goes as a file; so does every other picture and video. */
const kinds: Record<string, MessageKind> = {
  'image/jpeg': 'image',
  'image/png': 'image',
  'image/webp': 'image',
  'video/mp4': 'video',
  'audio/mpeg': 'audio',
  'audio/mp4': 'audio',
  'audio/x-m4a': 'audio',
  'audio/aac': 'audio',
  'audio/amr': 'audio',
  'audio/ogg': 'audio',
}

/** What was wanted with a file. */
export interface SentHow {
  /** What is said beneath it. */
  text?: string
  /** It was recorded here. */
  voice?: boolean
  as?: 'sticker' | 'gif' | undefined
  pictureLimit?: number | undefined
}

/**
 * As what a file leaves. What calls itself a picture and is none is a document: the client gets what was attached, under its name. So is what is too large for its kind,
 * and a sound with words, which WhatsApp would drop. Pure.
 */
export function kindOfFile(
  { mime, size, isMeasured }: FileToSend,
  { text = '', voice = false, as, pictureLimit = usualPictureLimit }: SentHow = {},
): MessageKind {
  const [type = ''] = mime.split(';')
  const kind = kinds[type] ?? 'document'
  if (size > pictureLimit) return 'document'
  if (kind === 'image' && !isMeasured) return 'document'
  if (kind === 'audio' && text !== '') return 'document'
  // Only what `convert-file.ts` has made one: any other would be shown cut off, or not at all.
  if (as === 'sticker' && type === 'image/webp' && text === '') return 'sticker'
  if (as === 'gif' && kind === 'video') return 'gif'
  return kind === 'audio' && voice && type === 'audio/ogg' ? 'voice' : kind
}
