import { stat } from 'node:fs/promises'
import type { Agent } from 'node:https'
import type { Logger } from 'pino'
import type { ChannelId } from '../../shared/ids.ts'
import type { Clock } from '../clock.ts'
import type { OutgoingMessage, SendManner, SendOutcome, SendToWhatsApp } from '../outbox/send-to-whatsapp.ts'
import type { SetAlarm } from '../timer.ts'
import { handOver, outcomeOf } from './hand-over.ts'
import { isMovingWebp } from './moving-webp.ts'
import { contentToSend, quotedMessage } from './outgoing-content.ts'
import type { FindRecipient } from './recipient.ts'
import { accountRestricted } from './refusal.ts'
import { askForRestriction, type Restriction } from './restriction.ts'
import type { Session } from './session.ts'
import { showTyping } from './typing.ts'
import { createUpload } from './upload.ts'

export interface SendParts {
  /** The connection of a channel that is online. */
  sessionOf: (channelId: ChannelId) => Session | undefined
  findRecipient: FindRecipient
  clock: Clock
  setAlarm: SetAlarm
  log: Logger
  /** The channel's proxy. */
  agentFor?: ((channelId: ChannelId) => Agent | undefined) | undefined
  /** A tiny JPEG of a picture in the media store, base64. */
  previewOf?: ((sha256: string) => Promise<string | undefined>) | undefined
  /** WhatsApp has said what the number may do: `undefined`, all of it. */
  onRestriction?: ((channelId: ChannelId, restriction: Restriction | undefined) => void) | undefined
}

/** WhatsApp's own limit of any file. Bytes. */
const largestFile = 2048 * 1024 * 1024
/** Milliseconds. */
const preparingTakes = { text: 60_000, file: 900_000 }

/** The one door out to WhatsApp. A message that is tried again keeps its id, so the client never gets it twice. */
export const createSend =
  (parts: SendParts): SendToWhatsApp =>
  async (message, manner = {}) => {
    const { channelId, whatsappId } = message
    const session = parts.sessionOf(channelId)
    // Also when the number is not paired: it can be paired again, and `notAfter` ends the waiting.
    if (!session) return { outcome: 'later', cause: 'not connected' }
    try {
      return await send(parts, session, message, manner)
    } catch (error) {
      parts.log.warn({ channelId, whatsappId, err: error }, 'a message could not be handed to WhatsApp')
      return laterAfter(error, parts.sessionOf(channelId) === session)
    }
  }

/** While the number is connected it is WhatsApp that gave no answer; else its being away says enough. */
export function laterAfter(error: unknown, connected: boolean): SendOutcome {
  const cause = error instanceof Error ? error.message : String(error)
  return { outcome: 'later', cause, ...(connected ? { hold: 'noAnswer' } : {}) }
}

async function send(
  parts: SendParts,
  session: Session,
  message: OutgoingMessage,
  manner: SendManner,
): Promise<SendOutcome> {
  const hindrance = await hindranceOf(message)
  if (hindrance) return hindrance
  const recipient = await parts.findRecipient(session.socket, message.to)
  if (recipient.found) return await sendTo(parts, session, recipient.jid, message, manner)
  if (recipient.cause === 'noAnswer')
    return { outcome: 'later', cause: 'WhatsApp did not say whether it knows the number', hold: 'noAnswer' }
  return { outcome: 'failed', reason: 'notOnWhatsApp', cause: 'WhatsApp does not know the number' }
}

async function hindranceOf({ file }: OutgoingMessage): Promise<SendOutcome | undefined> {
  if (!file) return undefined
  const found = await stat(file.path).catch(() => undefined)
  if (!found) return { outcome: 'failed', reason: 'fileMissing', cause: 'the file is not in the media store' }
  if (found.size !== file.size) return { outcome: 'failed', reason: 'fileDamaged', cause: `${found.size} bytes of it` }
  return found.size <= largestFile
    ? undefined
    : { outcome: 'failed', reason: 'fileTooLarge', cause: `${found.size} bytes` }
}

async function sendTo(
  parts: SendParts,
  session: Session,
  jid: string,
  message: OutgoingMessage,
  { typingMs, onUpload }: SendManner,
): Promise<SendOutcome> {
  const { setAlarm, clock, agentFor, previewOf } = parts
  const { channelId, whatsappId, file } = message
  const { socket } = session
  if (typingMs !== undefined) await showTyping(socket, jid, typingMs, setAlarm)
  const preview = file?.kind === 'image' ? await previewOf?.(file.sha256) : undefined
  const moves = file?.kind === 'sticker' && (await isMovingWebp(file.path))
  const upload = createUpload({ socket, agent: agentFor?.(channelId), onProgress: onUpload ?? (() => {}) })
  const prepareFor = file ? preparingTakes.file : preparingTakes.text
  // rc14 lets `upload` take the place of its own; only its type does not say so.
  const options = { messageId: whatsappId, upload, ...quotedMessage(message, jid) }
  const ack = await handOver(session, whatsappId, { setAlarm, prepareFor }, () =>
    socket.sendMessage(jid, contentToSend(message, { preview, moves }), options),
  )
  if (ack.type === 'refused' && ack.error === accountRestricted && !(await isRestricted(parts, session, channelId)))
    return { outcome: 'failed', reason: 'refusedByWhatsApp', cause: 'WhatsApp refuses this client alone (463)' }
  return outcomeOf(ack, clock)
}

/** Or was it this client alone? Then people must not be told that the number is restricted. */
async function isRestricted(
  { onRestriction, clock, setAlarm, log }: SendParts,
  { socket }: Session,
  channelId: ChannelId,
): Promise<boolean> {
  const restriction = await askForRestriction(socket, clock.now(), setAlarm)
  log.warn({ channelId, restriction }, 'WhatsApp has refused a message to somebody new')
  onRestriction?.(channelId, restriction)
  return restriction !== undefined
}

export { whatsappIdOf } from './whatsapp-id.ts'
