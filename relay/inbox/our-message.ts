import type { Reply } from '../../shared/commands.ts'
import type { Employee } from '../../shared/employee.ts'
import type { Instant, MessageId } from '../../shared/ids.ts'
import type { MessageKind } from '../../shared/message.ts'
import { kindOfFile, type SentHow } from '../outbox/kind-of-file.ts'
import { Refused } from '../refused.ts'
import type { ConversationRow } from '../store/conversations.ts'
import { type FileRow, fileById } from '../store/files.ts'
import { detailsAsJson } from '../store/message-details.ts'
import { insertMessage, messageById } from '../store/messages.ts'
import type { Writer } from '../store/open.ts'
import { playbackOfVoice, type ReplyContent } from './reply-content.ts'
import { whatsappKey } from './whatsapp-key.ts'
import { mayHaveFile } from './who-sees.ts'

/** A message of ours: an employee's, 1C's own, or a text that leaves by itself. */
export interface OurMessage {
  id: MessageId
  origin: 'employee' | 'onec' | 'automatic'
  at: Instant
  text: string
  file?: FileRow | undefined
  /** When it is neither a text nor a file. */
  content?: ReplyContent | undefined
  /** The file is a voice message recorded here. */
  voice?: Reply['voice']
  as?: SentHow['as']
  pictureLimit?: number | undefined
  authorId?: Employee['id'] | undefined
  quotedMessageId?: MessageId | undefined
  /** 1C is to make its print form. */
  document?: Reply['document']
  whatsappId: string
}

/** Stores a message of ours with the stage `accepted`. @returns false when its id is known. */
export async function insertOurMessage(
  tx: Writer,
  conversation: ConversationRow,
  message: OurMessage,
): Promise<boolean> {
  const kind = kindOf(message)
  return await insertMessage(tx, {
    id: message.id,
    conversation_id: conversation.id,
    channel_id: conversation.channel_id,
    kind,
    origin: message.origin,
    at: message.at,
    text: message.text,
    file_id: message.file?.id ?? null,
    author_id: message.authorId ?? null,
    quoted_message_id: await quotableId(tx, conversation, message.quotedMessageId),
    raw_kind: null,
    whatsapp_id: message.whatsappId,
    whatsapp_key: whatsappKey('phone', conversation.contact_id, message.whatsappId),
    stage: 'accepted',
    details: detailsAsJson({
      document: message.document,
      ...message.content?.details,
      ...(message.voice && kind === 'voice' ? playbackOfVoice(message.voice) : {}),
    }),
    secret: message.content?.secret ?? null,
  })
}

/** Only what stands in the same conversation: nobody may be shown what was written to another client, or only to employees. */
async function quotableId(
  tx: Writer,
  { id }: Pick<ConversationRow, 'id'>,
  quoted: MessageId | undefined,
): Promise<MessageId | null> {
  const message = quoted === undefined ? undefined : await messageById(tx, quoted)
  // The client has never seen a note.
  return message?.conversation_id === id && message.kind !== 'note' ? message.id : null
}

function kindOf({ file, content, text, voice, as, pictureLimit, document }: OurMessage): MessageKind {
  if (content) return content.kind
  if (file === undefined) return document === undefined ? 'text' : 'document'
  const how = { text, voice: voice !== undefined, as, pictureLimit }
  return kindOfFile({ ...file, isMeasured: file.width !== null }, how)
}

/** @param by only what this employee may see @throws Refused `badRequest` when the file was not uploaded before. */
export async function uploaded(tx: Writer, id: FileRow['id'], by?: Employee): Promise<FileRow> {
  const file = !by || (await mayHaveFile(tx, by, id)) ? await fileById(tx, id) : undefined
  if (file?.state !== 'ready') throw new Refused('badRequest', 'The file has not arrived: upload it first, then send.')
  return file
}
