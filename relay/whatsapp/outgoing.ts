import { stat } from 'node:fs/promises'
import type { Logger } from 'pino'
import type { ChannelId } from '../../shared/ids.ts'
import type { Clock } from '../clock.ts'
import type { OutgoingMessage, SendOutcome, SendToWhatsApp } from '../outbox/send-to-whatsapp.ts'
import type { SetAlarm } from '../timer.ts'
import type { Ack } from './acks.ts'
import { contentToSend, quotedMessage } from './outgoing-content.ts'
import { recipientOf } from './recipient.ts'
import { outcomeOfRefusal } from './refusal.ts'
import type { Session } from './session.ts'

export interface SendParts {
  /** The connection of a channel that is online. */
  sessionOf: (channelId: ChannelId) => Session | undefined
  clock: Clock
  setAlarm: SetAlarm
  log: Logger
}

const megabyte = 1024 * 1024
/** WhatsApp's own limits. */
const largest = { image: 16 * megabyte, document: 2048 * megabyte }
const ackTakes = 60_000
/** Preparing a text is a few questions to WhatsApp; a file is uploaded first. */
const preparingTakes = { text: 60_000, file: 900_000 }

/** The one door out to WhatsApp. A message that is tried again keeps its id, so the client never gets it twice. */
export const createSend =
  (parts: SendParts): SendToWhatsApp =>
  async (message) => {
    const { channelId, whatsappId } = message
    try {
      return await send(parts, message)
    } catch (error) {
      parts.log.warn({ channelId, whatsappId, err: error }, 'a message could not be handed to WhatsApp')
      return { outcome: 'later', cause: error instanceof Error ? error.message : String(error) }
    }
  }

async function send(parts: SendParts, message: OutgoingMessage): Promise<SendOutcome> {
  const session = parts.sessionOf(message.channelId)
  // Also when the number is not paired: it can be paired again, and `notAfter` ends the waiting.
  if (!session) return { outcome: 'later', cause: 'not connected' }
  const hindrance = await hindranceOf(message)
  if (hindrance) return hindrance
  const recipient = await recipientOf(session.socket, message.to)
  if (recipient.found) return await sendTo(parts, session, recipient.jid, message)
  if (recipient.cause === 'noAnswer')
    return { outcome: 'later', cause: 'WhatsApp did not say whether it knows the number' }
  return { outcome: 'failed', reason: 'notOnWhatsApp', cause: 'WhatsApp does not know the number' }
}

async function hindranceOf({ file }: OutgoingMessage): Promise<SendOutcome | undefined> {
  if (!file) return undefined
  const found = await stat(file.path).catch(() => undefined)
  if (!found) return { outcome: 'failed', reason: 'fileMissing', cause: 'the file is not in the media store' }
  if (found.size <= largest[file.kind]) return undefined
  return { outcome: 'failed', reason: 'fileTooLarge', cause: `${found.size} bytes` }
}

async function sendTo(
  { setAlarm, clock }: SendParts,
  { socket, acks }: Session,
  jid: string,
  message: OutgoingMessage,
): Promise<SendOutcome> {
  const { whatsappId, file } = message
  const answer = acks.next(whatsappId)
  const stopWaiting = () => acks.giveUp('timedOut', whatsappId)
  let over = false
  let cancel = setAlarm(file ? preparingTakes.file : preparingTakes.text, stopWaiting)
  const sending = socket
    .sendMessage(jid, contentToSend(message), { messageId: whatsappId, ...quotedMessage(message, jid) })
    .then(() => {
      cancel()
      if (!over) cancel = setAlarm(ackTakes, stopWaiting)
    })
  try {
    // The ack may be here before Baileys is done with sending; an error of Baileys' comes without an ack.
    const ack = await Promise.race([answer, sending.then(() => answer)])
    return outcomeOf(ack, clock)
  } finally {
    over = true
    cancel()
    stopWaiting()
    // When the ack or the time limit came first, nobody else would look at what became of it.
    sending.catch(() => undefined)
  }
}

function outcomeOf(ack: Ack, clock: Clock): SendOutcome {
  switch (ack.type) {
    case 'accepted':
      return { outcome: 'sent', at: ack.at ?? clock.now() }
    case 'refused':
      return outcomeOfRefusal(ack.error)
    case 'none':
      return {
        outcome: 'later',
        cause: ack.cause === 'timedOut' ? 'no answer from WhatsApp' : 'the connection was lost',
      }
    default: {
      const never: never = ack
      return never
    }
  }
}

export { whatsappIdOf } from './whatsapp-id.ts'
