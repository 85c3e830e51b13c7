import { generateWAMessageContent, type WAMessageContent, type WASocket } from '@whiskeysockets/baileys'
import type { ChannelId } from '../../shared/ids.ts'
import type { OutgoingMessage } from '../outbox/send-to-whatsapp.ts'
import { contentToSend } from './outgoing-content.ts'

/** A message of ours once more, by WhatsApp's id: a phone that could not decrypt it asks for it again (guide 3.5). */
export type SentContent = (whatsappId: string, socket: WASocket) => Promise<WAMessageContent | undefined>

export const createSentContent =
  (
    channelId: ChannelId,
    sentMessage: (channelId: ChannelId, whatsappId: string) => Promise<OutgoingMessage | undefined>,
  ): SentContent =>
  async (whatsappId, socket) => {
    const message = await sentMessage(channelId, whatsappId)
    if (!message) return undefined
    return await generateWAMessageContent(contentToSend(message), { upload: socket.waUploadToServer })
  }
