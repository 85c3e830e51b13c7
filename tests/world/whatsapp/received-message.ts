import type { MediaType, proto } from '@whiskeysockets/baileys'
import { decryptMedia } from './media-encryption.ts'
import type { MediaHost } from './media-host.ts'

/** What a person really got, after decryption. */
export interface ReceivedMessage {
  readonly id: string
  /** The company's number. */
  readonly from: string
  /** Epoch milliseconds. */
  readonly at: number
  /** The text, or the caption of the file. */
  readonly text?: string
  readonly file?: { readonly bytes: Buffer; readonly mime: string; readonly name?: string }
  /** The id of the message that it answers. */
  readonly quotedId?: string
  /** With an edit: the new text. */
  readonly edited?: string
  /** The name of the proto field: conversation, imageMessage, reactionMessage… */
  readonly kind: string
  /** All of it, without its wrapper. */
  readonly content: proto.IMessage
}

type Media = proto.Message.IImageMessage & proto.Message.IDocumentMessage

export async function readMessage(
  message: proto.IMessage,
  envelope: { id: string; from: string; at: number },
  host: MediaHost,
): Promise<ReceivedMessage> {
  const content = unwrap(message)
  const kind = Object.entries(content).find(([name, value]) => value && name !== 'messageContextInfo')?.[0] ?? 'nothing'
  const [media, type] = mediaOf(content)
  const text = content.conversation ?? content.extendedTextMessage?.text ?? media?.caption
  const file = media && type ? await readFile(media, type, host) : undefined
  const quotedId = (content.extendedTextMessage ?? media)?.contextInfo?.stanzaId
  const { conversation, extendedTextMessage } = content.protocolMessage?.editedMessage ?? {}
  const edited = conversation ?? extendedTextMessage?.text
  const said = { ...(text && { text }), ...(quotedId && { quotedId }), ...(edited && { edited }) }
  return { ...envelope, kind, content, ...said, ...(file && { file }) }
}

/** Own messages of another device, disappearing chats and captioned documents come in a wrapper. */
function unwrap(message: proto.IMessage): proto.IMessage {
  const inner =
    message.deviceSentMessage?.message ??
    message.ephemeralMessage?.message ??
    message.viewOnceMessageV2?.message ??
    message.documentWithCaptionMessage?.message
  return inner ? unwrap(inner) : message
}

/** The file in a message, wrapped or not. */
export function mediaOf(message: proto.IMessage): [Media, MediaType] | [undefined, undefined] {
  const content = unwrap(message)
  if (content.imageMessage) return [content.imageMessage, 'image']
  if (content.documentMessage) return [content.documentMessage, 'document']
  if (content.videoMessage) return [content.videoMessage, 'video']
  if (content.audioMessage) return [content.audioMessage, 'audio']
  if (content.stickerMessage) return [content.stickerMessage, 'sticker']
  return [undefined, undefined]
}

async function readFile(media: Media, type: MediaType, host: MediaHost) {
  const { directPath, mediaKey, fileSha256, fileEncSha256 } = media
  const blob = host.blobAt(directPath ?? '')
  if (!blob || !mediaKey || !fileSha256 || !fileEncSha256) throw new Error(`a ${type} that nobody can download`)
  const bytes = await decryptMedia(blob, type, { mediaKey, fileSha256, fileEncSha256 })
  return { bytes, mime: media.mimetype ?? '', ...(media.fileName && { name: media.fileName }) }
}
