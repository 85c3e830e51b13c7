import type { SendChange, SendReadReceipts } from '../outbox/send-to-whatsapp.ts'
import { handOver, outcomeOf } from './hand-over.ts'
import { laterAfter, type SendParts } from './outgoing.ts'
import { changeToSend } from './outgoing-content.ts'

/** Milliseconds. */
const preparingTakes = 60_000

/** Edits, deletions and reactions of ours. Like a message, a change that is tried again keeps its id. */
export const createSendChange =
  (parts: SendParts): SendChange =>
  async (change) => {
    const { channelId, whatsappId, to } = change
    const session = parts.sessionOf(channelId)
    if (!session) return { outcome: 'later', cause: 'not connected' }
    try {
      const recipient = await parts.findRecipient(session.socket, to)
      if (!recipient.found)
        return recipient.cause === 'noAnswer'
          ? { outcome: 'later', cause: 'WhatsApp did not say whether it knows the number' }
          : { outcome: 'failed', reason: 'notOnWhatsApp', cause: 'WhatsApp does not know the number' }
      const { jid } = recipient
      const ack = await handOver(session, whatsappId, { setAlarm: parts.setAlarm, prepareFor: preparingTakes }, () =>
        session.socket.sendMessage(jid, changeToSend(change, jid), { messageId: whatsappId }),
      )
      return outcomeOf(ack, parts.clock)
    } catch (error) {
      parts.log.warn({ channelId, whatsappId, err: error }, 'a change could not be handed to WhatsApp')
      return laterAfter(error, parts.sessionOf(channelId) === session)
    }
  }

/** Blue ticks. Baileys looks up whether the account shows them at all; else only our own devices learn that it was read. */
export const createSendReadReceipts =
  (parts: SendParts): SendReadReceipts =>
  async (channelId, to, whatsappIds) => {
    const session = parts.sessionOf(channelId)
    if (!session) return false
    try {
      const recipient = await parts.findRecipient(session.socket, to)
      // To whom nothing can be said, nothing has to be said.
      if (!recipient.found) return recipient.cause === 'notOnWhatsApp'
      await session.socket.readMessages(whatsappIds.map((id) => ({ remoteJid: recipient.jid, id, fromMe: false })))
      return true
    } catch (error) {
      parts.log.warn({ channelId, err: error }, 'read receipts could not be handed to WhatsApp')
      return false
    }
  }
