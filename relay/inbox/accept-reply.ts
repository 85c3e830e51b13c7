import type { Reply } from '../../shared/commands.ts'
import type { Employee } from '../../shared/employee.ts'
import type { ChannelId, Instant, MessageId } from '../../shared/ids.ts'
import type { Message } from '../../shared/message.ts'
import type { StageReached } from '../../shared/stage.ts'
import type { Clock } from '../clock.ts'
import type { ConvertFile } from '../outbox/convert-file.ts'
import { queueReadReceipts } from '../outbox/queue-read-receipts.ts'
import { Refused } from '../refused.ts'
import { type ConversationRow, lockConversation } from '../store/conversations.ts'
import { insertFile, type NewFile } from '../store/files.ts'
import { messageById, showMessage } from '../store/messages.ts'
import type { Store, Writer } from '../store/open.ts'
import { putIntoOutbox } from '../store/outbox.ts'
import { addStage } from '../store/stages.ts'
import { becomesOwner, takenBy } from './after-deed.ts'
import { refuseOthers } from './do-deed.ts'
import { insertOurMessage, uploaded } from './our-message.ts'
import { refuseLostRight } from './refuse-lost-right.ts'
import { refuseRemovedNumber } from './refuse-removed-number.ts'
import { refuseWithoutBase } from './refuse-without-base.ts'
import { type ContentRules, contentOfReply } from './reply-content.ts'
import { tellOfMessage } from './tell.ts'

export interface ReplyRules extends ContentRules {
  clock: Clock
  /** Whether 1C decides about replies of this number now; else they leave at once and 1C is told afterwards. */
  goesThrough1c(tx: Writer, channelId: ChannelId): Promise<boolean>
  /** WhatsApp's id of a message, derived from ours. */
  whatsappIdOf(id: MessageId): string
  /** Whether the clients of a number see blue ticks: whoever answers has read. */
  showsTicks(channelId: ChannelId): boolean
  /** The largest picture, video or voice message; a larger one leaves as a document. Bytes. */
  pictureLimit?: number
  /** Makes of a file what its reply wants it to be, before anything is stored. */
  convertFile: ConvertFile
}

export interface AcceptedReply {
  message: Message
  duplicate: boolean
}

/**
 * Takes in an employee's reply: stored, the conversation is his if it was nobody's, and the journal carries it to 1C, all in one
 * transaction. Repeating it gives the same answer and no second effect.
 * @throws Refused `notFound`, `takenByOther`, `conflict`, `badRequest`, `numberRemoved`, `forbidden`
 */
export function createAcceptReply(store: Store, rules: ReplyRules) {
  return async (employee: Employee, reply: Reply): Promise<AcceptedReply> => {
    // Outside of the transaction, which others wait for; a repeat need not be converted again.
    const known = await messageById(store.read, reply.id)
    const converted = known ? undefined : await rules.convertFile(reply)
    return await store.write(async (tx) => {
      await refuseLostRight(tx, employee, 'reply')
      const conversation = await lockConversation(tx, reply.conversationId)
      if (!conversation) throw new Refused('notFound', 'There is no such conversation.')
      const known = await messageById(tx, reply.id)
      if (known)
        return await sameAgain(
          tx,
          known.conversation_id === conversation.id && known.author_id === employee.id,
          reply.id,
        )
      await refuseOthers(tx, employee, conversation)
      await refuseRemovedNumber(tx, conversation.channel_id)
      return { message: await takeIn(tx, employee, { reply, converted }, conversation, rules), duplicate: false }
    })
  }
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
  { reply, converted }: { reply: Reply; converted: NewFile | undefined },
  conversation: ConversationRow,
  rules: ReplyRules,
): Promise<Message> {
  const now = rules.clock.now()
  if (reply.document !== undefined) await refuseWithoutBase(tx, conversation.channel_id)
  const given = reply.fileId === undefined ? undefined : await uploaded(tx, reply.fileId, employee)
  if (converted) await insertFile(tx, converted)
  const file = converted ? await uploaded(tx, converted.id) : given
  const isNew = await insertOurMessage(tx, conversation, {
    id: reply.id,
    origin: 'employee',
    at: now,
    text: reply.text,
    file,
    content: contentOfReply(reply, rules),
    voice: reply.voice,
    // A picture that could not be made a sticker stays a picture.
    as: reply.as === 'sticker' && !converted ? undefined : reply.as,
    pictureLimit: rules.pictureLimit,
    authorId: employee.id,
    quotedMessageId: reply.quotedMessageId,
    document: reply.document,
    whatsappId: rules.whatsappIdOf(reply.id),
  })
  // Only when the same id comes at the same moment for another conversation: then that one was quicker.
  if (!isNew) throw new Refused('conflict', 'Another message has this id already.')
  const stages: StageReached[] = [{ stage: 'accepted', at: now }]
  // A document comes from 1C, whoever decides about replies: it cannot leave before.
  if (reply.document === undefined && !(await rules.goesThrough1c(tx, conversation.channel_id)))
    stages.push({ stage: 'approved', at: now })
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

/** How a conversation stands after an employee's reply. Pure: who answers first becomes its owner, observers and supervisors write beside him. */
export function afterReply(row: ConversationRow, employee: Employee, id: MessageId, now: Instant): ConversationRow {
  return {
    ...(becomesOwner(employee, row) ? takenBy(row, employee.id, now) : row),
    escalation: null,
    unread: 0,
    waiting_since: null,
    last_message_id: id,
    last_message_at: Math.max(now, row.last_message_at),
  }
}
