import type { MessageId } from '../../shared/ids.ts'
import { contactById } from '../store/contacts.ts'
import { conversationById } from '../store/conversations.ts'
import { type FileRow, fileById } from '../store/files.ts'
import { readDetails } from '../store/message-details.ts'
import { type MessageRow, messageById } from '../store/messages.ts'
import type { Reader } from '../store/open.ts'
import type { OutgoingFile, OutgoingFileKind, OutgoingMessage, OutgoingPart, Recipient } from './send-to-whatsapp.ts'

/** A stored message of ours as WhatsApp is to get it. @returns undefined when it is no longer there. */
export async function outgoingMessage(
  db: Reader,
  id: MessageId,
  pathOfFile: (sha256: string) => string,
): Promise<OutgoingMessage | undefined> {
  const message = await messageById(db, id)
  const to = message && (await addresseeOf(db, message))
  if (!to || message.whatsapp_id === null) return undefined
  const part = partToSend(message)
  const file = message.file_id === null ? undefined : await fileById(db, message.file_id)
  const quoted = message.quoted_message_id === null ? undefined : await messageById(db, message.quoted_message_id)
  return {
    channelId: message.channel_id,
    whatsappId: message.whatsapp_id,
    to,
    text: message.text,
    ...(part ? { part } : {}),
    ...(file ? { file: fileToSend(message, file, pathOfFile) } : {}),
    // Nobody is shown what was written to another client.
    ...(quoted?.whatsapp_id && quoted.conversation_id === message.conversation_id
      ? { quoted: { whatsappId: quoted.whatsapp_id, fromUs: quoted.origin !== 'client', text: quoted.text } }
      : {}),
  }
}

const fileKinds: readonly OutgoingFileKind[] = ['image', 'video', 'gif', 'sticker', 'voice', 'audio']

function fileToSend(
  { kind, details }: MessageRow,
  file: FileRow,
  pathOfFile: (sha256: string) => string,
): OutgoingFile {
  const { sha256, size, name, mime, width, height } = file
  const { playback } = readDetails(details)
  return {
    path: pathOfFile(sha256),
    sha256,
    size,
    name,
    mime,
    kind: fileKinds.find((each) => each === kind) ?? 'document',
    ...(width === null || height === null ? {} : { pixels: { width, height } }),
    ...(playback ? { playback } : {}),
  }
}

function partToSend({ kind, details, secret }: MessageRow): OutgoingPart | undefined {
  const { location, contacts, poll } = readDetails(details)
  if (kind === 'location' && location) {
    const { latitude, longitude, name, address } = location
    return { type: 'place', latitude, longitude, ...(name ? { name } : {}), ...(address ? { address } : {}) }
  }
  if (kind === 'contacts' && contacts) return { type: 'contacts', people: contacts }
  if (kind !== 'poll' || !poll || secret === null) return undefined
  const { question, multiple, options } = poll
  return { type: 'poll', question, multiple, options: options.map(({ text }) => text), secret }
}

/** Who gets what is written in a message's conversation. */
export async function addresseeOf(
  db: Reader,
  message: Pick<MessageRow, 'conversation_id'>,
): Promise<Recipient | undefined> {
  const conversation = await conversationById(db, message.conversation_id)
  const contact = conversation && (await contactById(db, conversation.contact_id))
  if (!contact) return undefined
  return {
    ...(contact.phone === null ? {} : { phone: contact.phone }),
    ...(contact.lid === null ? {} : { lid: contact.lid }),
  }
}
