import { createCipheriv, createHash, createHmac, randomBytes } from 'node:crypto'
import { type MediaType, proto } from '@whiskeysockets/baileys'
import { encryptMedia } from './media-encryption.ts'
import type { MediaHost } from './media-host.ts'

/** What people send, as their phones put it into messages. */

/** A file at WhatsApp's media host, and what it takes to fetch it. */
async function placed(media: MediaHost, bytes: Buffer, type: MediaType) {
  const { blob, ...secret } = await encryptMedia(bytes, type)
  return { ...secret, ...media.store(blob) }
}

export interface FileOptions {
  readonly caption?: string
  readonly mime?: string
  /** To be seen once. */
  readonly viewOnce?: boolean
}

export async function image(media: MediaHost, bytes: Buffer, options: FileOptions = {}): Promise<proto.IMessage> {
  const { caption, mime: mimetype = 'image/jpeg', viewOnce } = options
  const file = await placed(media, bytes, 'image')
  return once(viewOnce, {
    imageMessage: { ...file, mimetype, ...(caption && { caption }), ...(viewOnce && { viewOnce }) },
  })
}

export async function document(
  media: MediaHost,
  bytes: Buffer,
  {
    fileName,
    mime: mimetype = 'application/octet-stream',
    caption,
  }: { fileName: string; mime?: string; caption?: string },
): Promise<proto.IMessage> {
  const file = await placed(media, bytes, 'document')
  const documentMessage = { ...file, mimetype, fileName, title: fileName, ...(caption && { caption }) }
  // A phone wraps a document that has a caption.
  return caption ? { documentWithCaptionMessage: { message: { documentMessage } } } : { documentMessage }
}

export async function video(
  media: MediaHost,
  bytes: Buffer,
  { caption, mime: mimetype = 'video/mp4', viewOnce, gif }: FileOptions & { gif?: boolean } = {},
): Promise<proto.IMessage> {
  const file = await placed(media, bytes, gif ? 'gif' : 'video')
  const videoMessage = {
    ...{ ...file, mimetype, seconds: 12, width: 640, height: 360 },
    ...(caption && { caption }),
    ...(gif && { gifPlayback: true }),
    ...(viewOnce && { viewOnce }),
  }
  return once(viewOnce, { videoMessage })
}

/** @param seconds how long it is; without `song` it was recorded to be sent. */
export async function sound(
  media: MediaHost,
  bytes: Buffer,
  { seconds = 5, song = false, mime }: { seconds?: number; song?: boolean; mime?: string } = {},
): Promise<proto.IMessage> {
  const file = await placed(media, bytes, song ? 'audio' : 'ptt')
  const mimetype = mime ?? (song ? 'audio/mpeg' : 'audio/ogg; codecs=opus')
  const waveform = Buffer.from(Array.from({ length: 64 }, (_, index) => (index * 37) % 101))
  return { audioMessage: { ...file, mimetype, seconds, ptt: !song, ...(song ? {} : { waveform }) } }
}

export async function sticker(media: MediaHost, bytes: Buffer): Promise<proto.IMessage> {
  const file = await placed(media, bytes, 'sticker')
  return { stickerMessage: { ...file, mimetype: 'image/webp', width: 512, height: 512 } }
}

export interface Place {
  readonly latitude: number
  readonly longitude: number
  readonly name?: string
  readonly address?: string
}

export const location = ({ latitude, longitude, ...words }: Place): proto.IMessage => ({
  locationMessage: { degreesLatitude: latitude, degreesLongitude: longitude, ...words },
})

/** @param secondsLater after the first position; then `first` is the id of that message. */
export const liveLocation = (
  { latitude, longitude }: Place,
  later?: { secondsLater: number; first: string },
): proto.IMessage => ({
  liveLocationMessage: {
    ...{ degreesLatitude: latitude, degreesLongitude: longitude, sequenceNumber: later?.secondsLater ?? 0 },
    ...(later && { timeOffset: later.secondsLater, contextInfo: { stanzaId: later.first } }),
  },
})

export interface Acquaintance {
  readonly name: string
  readonly phones: readonly string[]
}

export function contacts(people: readonly Acquaintance[]): proto.IMessage {
  const cards = people.map(({ name, phones }) => {
    const numbers = phones.map((phone) => `TEL;type=CELL;waid=${phone.replace(/\D/g, '')}:${phone}`)
    const vcard = ['BEGIN:VCARD', 'VERSION:3.0', `N:;${name};;;`, `FN:${name}`, ...numbers, 'END:VCARD'].join('\n')
    return { displayName: name, vcard }
  })
  const [only] = cards
  if (only && cards.length === 1) return { contactMessage: only }
  return { contactsArrayMessage: { displayName: `${cards.length} contacts`, contacts: cards } }
}

export const poll = (question: string, options: readonly string[], multiple = false): proto.IMessage => ({
  messageContextInfo: { messageSecret: randomBytes(32) },
  pollCreationMessageV3: {
    name: question,
    options: options.map((optionName) => ({ optionName })),
    selectableOptionsCount: multiple ? 0 : 1,
  },
})

/** Encrypted under the names of who asks and who votes, with the poll's own secret. */
export function vote(
  { id, message }: { id: string; message: proto.IMessage },
  chosen: readonly string[],
  { creator, voter, isOwn }: { creator: string; voter: string; isOwn: boolean },
): proto.IMessage {
  const secret = message.messageContextInfo?.messageSecret
  if (!secret) throw new Error(`${id} is no poll`)
  const use = Buffer.concat([Buffer.from(`${id}${creator}${voter}Poll Vote`), Buffer.of(1)])
  const iv = randomBytes(12)
  const cipher = createCipheriv('aes-256-gcm', hmac(hmac(new Uint8Array(32), secret), use), iv)
  cipher.setAAD(Buffer.from(`${id}\u0000${voter}`))
  const selectedOptions = chosen.map((option) => createHash('sha256').update(option).digest())
  const plain = proto.Message.PollVoteMessage.encode({ selectedOptions }).finish()
  const encPayload = Buffer.concat([cipher.update(plain), cipher.final(), cipher.getAuthTag()])
  const key = { id, fromMe: isOwn, remoteJid: creator }
  return { pollUpdateMessage: { pollCreationMessageKey: key, vote: { encPayload, encIv: iv } } }
}

/** @param isOwn the message to which it belongs is the writer's own. */
export const reaction = (id: string, emoji: string, isOwn: boolean): proto.IMessage => ({
  reactionMessage: { key: { id, fromMe: isOwn }, text: emoji },
})

const { Type } = proto.Message.ProtocolMessage

export const edit = (id: string, text: string, isOwn = true): proto.IMessage => ({
  editedMessage: {
    message: {
      protocolMessage: { type: Type.MESSAGE_EDIT, key: { id, fromMe: isOwn }, editedMessage: { conversation: text } },
    },
  },
})

export const deletion = (id: string, isOwn = true): proto.IMessage => ({
  protocolMessage: { type: Type.REVOKE, key: { id, fromMe: isOwn } },
})

const once = (viewOnce: boolean | undefined, message: proto.IMessage): proto.IMessage =>
  viewOnce ? { viewOnceMessageV2: { message } } : message

const hmac = (key: Uint8Array, data: Uint8Array): Buffer => createHmac('sha256', key).update(data).digest()
