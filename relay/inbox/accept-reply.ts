import type { Reply } from '../../shared/commands.ts'
import type { Employee } from '../../shared/employee.ts'
import type { ChannelId, Instant, MessageId } from '../../shared/ids.ts'
import type { Message, MessageKind } from '../../shared/message.ts'
import type { StageReached } from '../../shared/stage.ts'
import type { Clock } from '../clock.ts'
import { kindOfFile } from '../outbox/kind-of-file.ts'
import { queueReadReceipts } from '../outbox/queue-read-receipts.ts'
import { Refused } from '../refused.ts'
import { type ConversationRow, lockConversation } from '../store/conversations.ts'
import { type FileRow, fileById } from '../store/files.ts'
import { insertMessage, messageById, showMessage } from '../store/messages.ts'
import type { Store, Writer } from '../store/open.ts'
import { putIntoOutbox } from '../store/outbox.ts'
import { addStage } from '../store/stages.ts'
import { refuseRemovedNumber } from './refuse-removed-number.ts'
import { tellOfMessage } from './tell.ts'
import { whatsappKey } from './whatsapp-key.ts'

export interface ReplyRules {
  clock: Clock
  /** Whether 1C decides about replies now; else they leave at once and 1C is told afterwards. */
  goesThrough1c(tx: Writer): Promise<boolean>
  /** WhatsApp's id of a message, derived from ours. */
  whatsappIdOf(id: MessageId): string
  /** Whether the clients of a number see blue ticks: whoever answers has read. */
  showsTicks(channelId: ChannelId): boolean
  /** The largest picture, video or voice message; a larger one leaves as a document. Bytes. */
  pictureLimit?: number
}

export interface AcceptedReply {
  message: Message
  duplicate: boolean
}

/**
 * Takes in an employee's reply: stored, the conversation is his if it was nobody's, and the journal carries it to 1C, all in one
 * transaction. Repeating it gives the same answer and no second effect.
 * @throws Refused `notFound`, `conflict`, `badRequest`, `numberRemoved`
 */
export function createAcceptReply(store: Store, rules: ReplyRules) {
  return (employee: Employee, reply: Reply): Promise<AcceptedReply> =>
    store.write(async (tx) => {
      const conversation = await lockConversation(tx, reply.conversationId)
      if (!conversation) throw new Refused('notFound', 'There is no such conversation.')
      const known = await messageById(tx, reply.id)
      if (known)
        return await sameAgain(
          tx,
          known.conversation_id === conversation.id && known.author_id === employee.id,
          reply.id,
        )
      await refuseRemovedNumber(tx, conversation.channel_id)
      return { message: await takeIn(tx, employee, reply, conversation, rules), duplicate: false }
    })
}

export type AcceptReply = ReturnType<typeof createAcceptReply>

async function sameAgain(tx: Writer, isTheSame: boolean, id: MessageId): Promise<AcceptedReply> {
  const message = await showMessage(tx, id)
  if (!isTheSame || !message) throw new Refused('conflict', 'Another message has this id already.')
  return { message, duplicate: true }
}

async function takeIn(
  tx: Writer,
  employee: Employee,
  reply: Reply,
  conversation: ConversationRow,
  rules: ReplyRules,
): Promise<Message> {
  const now = rules.clock.now()
  const file = reply.fileId === undefined ? undefined : await uploaded(tx, reply.fileId)
  const isNew = await insertOurMessage(tx, conversation, {
    id: reply.id,
    origin: 'employee',
    at: now,
    text: reply.text,
    file,
    voice: reply.voice ?? false,
    pictureLimit: rules.pictureLimit,
    authorId: employee.id,
    quotedMessageId: reply.quotedMessageId,
    whatsappId: rules.whatsappIdOf(reply.id),
  })
  // Only when the same id comes at the same moment for another conversation: then that one was quicker.
  if (!isNew) throw new Refused('conflict', 'Another message has this id already.')
  const stages: StageReached[] = [{ stage: 'accepted', at: now }]
  if (!(await rules.goesThrough1c(tx))) stages.push({ stage: 'approved', at: now })
  for (const stage of stages) await addStage(tx, reply.id, stage)
  if (stages.length > 1) {
    await putIntoOutbox(tx, {
      messageId: reply.id,
      channelId: conversation.channel_id,
      conversationId: conversation.id,
      readyAt: now,
    })
  }
  if (rules.showsTicks(conversation.channel_id)) await queueReadReceipts(tx, conversation, now)
  const answered = afterReply(conversation, employee, reply.id, now)
  return await tellOfMessage(tx, { messageId: reply.id, conversation: answered, at: now, first: true })
}

/** How a conversation stands after an employee's reply. Pure: who answers first becomes its owner. */
export function afterReply(
  row: ConversationRow,
  employee: Pick<Employee, 'id'>,
  id: MessageId,
  now: Instant,
): ConversationRow {
  return {
    ...row,
    state: 'inWork',
    owner_id: row.state === 'inWork' ? (row.owner_id ?? employee.id) : employee.id,
    unread: 0,
    waiting_since: null,
    last_message_id: id,
    last_message_at: Math.max(now, row.last_message_at),
  }
}

/** A message of ours: an employee's, or 1C's own. */
export interface OurMessage {
  id: MessageId
  origin: 'employee' | 'onec'
  at: Instant
  text: string
  file?: FileRow | undefined
  /** The file is a voice message recorded here. */
  voice?: boolean
  pictureLimit?: number | undefined
  authorId?: Employee['id'] | undefined
  quotedMessageId?: MessageId | undefined
  whatsappId: string
}

/** Stores a message of ours with the stage `accepted`. @returns false when its id is known. */
export async function insertOurMessage(
  tx: Writer,
  conversation: ConversationRow,
  message: OurMessage,
): Promise<boolean> {
  return await insertMessage(tx, {
    id: message.id,
    conversation_id: conversation.id,
    channel_id: conversation.channel_id,
    kind: kindOf(message),
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
  })
}

/** Only what stands in the same conversation: nobody may be shown what was written to another client. */
async function quotableId(
  tx: Writer,
  { id }: Pick<ConversationRow, 'id'>,
  quoted: MessageId | undefined,
): Promise<MessageId | null> {
  const message = quoted === undefined ? undefined : await messageById(tx, quoted)
  return message?.conversation_id === id ? message.id : null
}

const kindOf = ({ file, text, voice = false, pictureLimit }: OurMessage): MessageKind =>
  file === undefined ? 'text' : kindOfFile({ ...file, isMeasured: file.width !== null }, { text, voice, pictureLimit })

/** @throws Refused `badRequest` when the file was not uploaded before. */
export async function uploaded(tx: Writer, id: FileRow['id']): Promise<FileRow> {
  const file = await fileById(tx, id)
  if (file?.state !== 'ready') throw new Refused('badRequest', 'The file has not arrived: upload it first, then send.')
  return file
}
