import type { AnyMessageContent, WAMessage, WAMessageKey } from '@whiskeysockets/baileys'
import type { OutgoingChange, OutgoingMessage, SentBefore } from '../outbox/send-to-whatsapp.ts'

/** Baileys makes a thumbnail itself where there is none, with whatever it finds on the machine and as much memory as it takes: an empty one keeps it from that. */
const none = ''

/** A message of ours in Baileys' words. Files are streamed from the disk. @param preview a tiny JPEG of a picture, base64. */
export function contentToSend({ text, file }: OutgoingMessage, preview?: string): AnyMessageContent {
  // `null`: no preview. Baileys would fetch whatever address stands in the text, from inside the company's network.
  if (!file) return { text, linkPreview: null }
  const caption = text === '' ? {} : { caption: text }
  const bytes = { url: file.path }
  switch (file.kind) {
    case 'image': {
      const pixels = file.pixels ?? {}
      return { image: bytes, mimetype: file.mime, ...pixels, jpegThumbnail: preview ?? none, ...caption }
    }
    case 'video':
      return { video: bytes, mimetype: file.mime, jpegThumbnail: none, ...caption }
    case 'voice':
      // So and no other way phones show it as a voice message.
      return { audio: bytes, mimetype: 'audio/ogg; codecs=opus', ptt: true }
    case 'audio':
      return { audio: bytes, mimetype: file.mime }
    case 'document':
      return { document: bytes, mimetype: file.mime, fileName: file.name, ...caption }
    default:
      return file.kind satisfies never
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
