import type { AnyMessageContent, WAMessage } from '@whiskeysockets/baileys'
import type { OutgoingMessage } from '../outbox/send-to-whatsapp.ts'

/** A message of ours in Baileys' words. Files are streamed from the disk. */
export function contentToSend({ text, file }: OutgoingMessage): AnyMessageContent {
  // `null`: no preview. Baileys would fetch whatever address stands in the text, from inside the company's network.
  if (!file) return { text, linkPreview: null }
  const caption = text === '' ? {} : { caption: text }
  const bytes = { url: file.path }
  if (file.kind === 'image') return { image: bytes, mimetype: file.mime, ...caption }
  return { document: bytes, mimetype: file.mime, fileName: file.name, ...caption }
}

/** The message that ours answers, as far as WhatsApp shows it above the answer. */
export function quotedMessage({ quoted }: OutgoingMessage, jid: string): { quoted?: WAMessage } {
  if (!quoted) return {}
  const key = { remoteJid: jid, id: quoted.whatsappId, fromMe: quoted.fromUs }
  return { quoted: { key, message: { conversation: quoted.text } } }
}
