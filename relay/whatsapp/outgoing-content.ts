import type { AnyMessageContent, WAMessage, WAMessageKey } from '@whiskeysockets/baileys'
import type {
  OutgoingChange,
  OutgoingFile,
  OutgoingMessage,
  OutgoingPart,
  SentBefore,
} from '../outbox/send-to-whatsapp.ts'
import { vcardOf } from './outgoing-vcard.ts'

/** Baileys makes a thumbnail itself where there is none, with whatever it finds on the machine and as much memory as it takes: an empty one keeps it from that. */
const none = ''

/** What only the bytes of a file say. */
export interface FileExtras {
  /** A tiny JPEG of a picture, base64. */
  preview?: string | undefined
  /** Of a sticker. */
  moves?: boolean
}

/** A message of ours in Baileys' words: the same each time it is asked for. Files are streamed from the disk. */
export function contentToSend({ text, file, part }: OutgoingMessage, extras: FileExtras = {}): AnyMessageContent {
  if (part) return partToSend(part)
  // `null`: no preview. Baileys would fetch whatever address stands in the text, from inside the company's network.
  return file ? fileToSend(file, text, extras) : { text, linkPreview: null }
}

function fileToSend(file: OutgoingFile, text: string, { preview, moves }: FileExtras): AnyMessageContent {
  const caption = text === '' ? {} : { caption: text }
  const bytes = { url: file.path }
  switch (file.kind) {
    case 'image': {
      const pixels = file.pixels ?? {}
      return { image: bytes, mimetype: file.mime, ...pixels, jpegThumbnail: preview ?? none, ...caption }
    }
    case 'video':
      return { video: bytes, mimetype: file.mime, jpegThumbnail: none, ...caption }
    case 'gif':
      return { video: bytes, gifPlayback: true, mimetype: file.mime, jpegThumbnail: none, ...caption }
    case 'sticker':
      return { sticker: bytes, mimetype: file.mime, isAnimated: moves ?? false, ...file.pixels }
    case 'voice':
      // So and no other way phones show it as a voice message.
      return { audio: bytes, mimetype: 'audio/ogg; codecs=opus', ptt: true, ...shape(file) }
    case 'audio':
      return { audio: bytes, mimetype: file.mime }
    case 'document':
      return { document: bytes, mimetype: file.mime, fileName: file.name, ...caption }
    default:
      return file.kind satisfies never
  }
}

/** Of its length phones show a number, of its waveform the waves. */
function shape({ playback }: OutgoingFile): { seconds?: number; waveform?: Uint8Array } {
  if (!playback) return {}
  const { seconds, waveform = [] } = playback
  return { seconds, ...(waveform.length > 0 ? { waveform: Uint8Array.from(waveform) } : {}) }
}

function partToSend(part: OutgoingPart): AnyMessageContent {
  switch (part.type) {
    case 'place': {
      const { latitude: degreesLatitude, longitude: degreesLongitude, name, address } = part
      const words = { ...(name ? { name } : {}), ...(address ? { address } : {}) }
      return { location: { degreesLatitude, degreesLongitude, ...words } }
    }
    case 'contacts': {
      const contacts = part.people.map((card) => ({ displayName: card.name, vcard: vcardOf(card) }))
      return { contacts: { displayName: part.people.map(({ name }) => name).join(', '), contacts } }
    }
    case 'poll': {
      const { question, options, multiple, secret } = part
      const messageSecret = Buffer.from(secret, 'base64')
      // 0: as many as one likes.
      return { poll: { name: question, values: [...options], selectableCount: multiple ? 0 : 1, messageSecret } }
    }
    default:
      return part satisfies never
  }
}

/** A change of ours in Baileys' words. */
export function changeToSend({ target, content }: OutgoingChange, jid: string): AnyMessageContent {
  const key: WAMessageKey = { remoteJid: jid, id: target.whatsappId, fromMe: target.fromUs }
  switch (content.type) {
    case 'edit':
      return { text: content.text, linkPreview: null, edit: key }
    case 'delete':
      return { delete: key }
    case 'reaction':
      return { react: { text: content.emoji, key } }
    default:
      return content satisfies never
  }
}

export const isChange = (sent: SentBefore): sent is OutgoingChange => 'target' in sent

/** The message that ours answers, as far as WhatsApp shows it above the answer. */
export function quotedMessage({ quoted }: OutgoingMessage, jid: string): { quoted?: WAMessage } {
  if (!quoted) return {}
  const key = { remoteJid: jid, id: quoted.whatsappId, fromMe: quoted.fromUs }
  return { quoted: { key, message: { conversation: quoted.text } } }
}
