import { generateWAMessage, type WAMessageContent, type WAMessageKey, type WASocket } from '@whiskeysockets/baileys'
import type { ChannelId } from '../../shared/ids.ts'
import type { SentBefore } from '../outbox/send-to-whatsapp.ts'
import { isMovingWebp } from './moving-webp.ts'
import { changeToSend, contentToSend, isChange, quotedMessage } from './outgoing-content.ts'

/** A message of ours once more, by WhatsApp's key: a phone that could not decrypt it asks for it again (guide 3.5). */
export type SentContent = (key: WAMessageKey, socket: WASocket) => Promise<WAMessageContent | undefined>

export const createSentContent =
  (
    channelId: ChannelId,
    sentMessage: (channelId: ChannelId, whatsappId: string) => Promise<SentBefore | undefined>,
  ): SentContent =>
  async ({ id, remoteJid: jid }, socket) => {
    const userJid = socket.user?.id
    const sent = id ? await sentMessage(channelId, id) : undefined
    if (!sent || !id || !jid || userJid === undefined) return undefined
    const options = { userJid, upload: socket.waUploadToServer, messageId: id }
    if (isChange(sent)) return (await generateWAMessage(jid, changeToSend(sent, jid), options)).message ?? undefined
    const moves = sent.file?.kind === 'sticker' && (await isMovingWebp(sent.file.path))
    const content = contentToSend(sent, { moves })
    const { message } = await generateWAMessage(jid, content, { ...options, ...quotedMessage(sent, jid) })
    return message ?? undefined
  }
