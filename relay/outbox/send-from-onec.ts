import {
  type ChannelId,
  type ContactId,
  type ConversationId,
  contactIdSchema,
  conversationIdSchema,
  type EmployeeId,
  type FileId,
  type Instant,
  type MessageId,
  type NewId,
} from '../../shared/ids.ts'
import type { PhoneNumber } from '../../shared/phone-number.ts'
import type { Clock } from '../clock.ts'
import { contactOf } from '../inbox/contact-of.ts'
import { insertOurMessage } from '../inbox/our-message.ts'
import { tellOfMessage } from '../inbox/tell.ts'
import type { IsIts } from '../store/bases.ts'
import { type ChannelRow, isRemovedChannel, listChannels } from '../store/channels.ts'
import { contactByPhone } from '../store/contacts.ts'
import {
  type ConversationRow,
  conversationWith,
  lockConversation,
  lockConversationsOf,
} from '../store/conversations.ts'
import { fileById } from '../store/files.ts'
import type { Writer } from '../store/open.ts'
import { putIntoOutbox } from '../store/outbox.ts'
import { addStage } from '../store/stages.ts'
import { acquaintanceWith } from './allowance.ts'

/** A message that 1C sends on its own: an invoice, a reminder. */
export interface OwnOutgoing {
  outgoingId: MessageId
  conversationId?: ConversationId
  phone?: PhoneNumber
  text: string
  fileId?: FileId
  userId?: EmployeeId
  quotedMessageId?: MessageId
  notAfter?: Instant
}

export type OwnOutgoingRefusal =
  | 'unknownConversation'
  | 'numberUnpaired'
  | 'numberRemoved'
  | 'firstMessageNotAllowed'
  | 'fileMissing'
  | 'tooLate'
export type OwnOutgoingOutcome =
  | { outcome: 'accepted'; messageId: MessageId }
  | { outcome: 'failed'; code: OwnOutgoingRefusal }

export interface SendFromOnecDeps {
  clock: Clock
  newId: NewId
  whatsappIdOf(id: MessageId): string
  /** Whether the administrator lets anybody write first from this number; without it everybody may. */
  mayWriteFirst?(channelId: ChannelId): boolean
  /** The largest picture, video or voice message; a larger one leaves as a document. Bytes. */
  pictureLimit?: number
}

const failed = (code: OwnOutgoingRefusal): OwnOutgoingOutcome => ({ outcome: 'failed', code })

/** Stores a message of 1C's own and lets it go at once: 1C has decided already. To a phone it leaves from a number of that base. */
export const createSendFromOnec =
  (deps: SendFromOnecDeps) =>
  async (tx: Writer, outgoing: OwnOutgoing, isIts: IsIts): Promise<OwnOutgoingOutcome> => {
    const now = deps.clock.now()
    if (outgoing.notAfter !== undefined && outgoing.notAfter < now) return failed('tooLate')
    const file = outgoing.fileId === undefined ? undefined : await fileById(tx, outgoing.fileId)
    if (outgoing.fileId !== undefined && file?.state !== 'ready') return failed('fileMissing')
    const conversation = await addressee(tx, outgoing, isIts, deps)
    if (typeof conversation === 'string') return failed(conversation)
    const { outgoingId: id, text, quotedMessageId, notAfter } = outgoing
    const whatsappId = deps.whatsappIdOf(id)
    const at = momentAfter(conversation, now)
    const isNew = await insertOurMessage(tx, conversation, {
      id,
      origin: 'onec',
      at,
      text,
      file,
      quotedMessageId,
      whatsappId,
      pictureLimit: deps.pictureLimit,
    })
    if (!isNew) return { outcome: 'accepted', messageId: id }
    await addStage(tx, id, { stage: 'accepted', at: now })
    await addStage(tx, id, { stage: 'approved', at: now })
    const { id: conversationId, channel_id: channelId } = conversation
    await putIntoOutbox(tx, { messageId: id, channelId, conversationId, readyAt: now, notAfter })
    await tellOfMessage(tx, { messageId: id, conversation: withLast(conversation, id, at), at: now, first: true })
    return { outcome: 'accepted', messageId: id }
  }

/** A packet may bring several of the same millisecond, and 1C's ids say nothing about their order: they stand a millisecond apart. */
const momentAfter = (row: ConversationRow, now: Instant): Instant =>
  row.last_message_id === null ? now : Math.max(now, Math.min(row.last_message_at + 1, now + 100))

/** A reminder from 1C is no answer: whoever waits goes on waiting. */
const withLast = (row: ConversationRow, id: MessageId, at: Instant): ConversationRow => ({
  ...row,
  last_message_id: id,
  last_message_at: Math.max(at, row.last_message_at),
})

/** To a phone that has never written to us 1C may write where the administrator lets people write first: WhatsApp bans a number for strangers, whoever decides. */
async function addressee(
  tx: Writer,
  { conversationId, phone }: OwnOutgoing,
  isIts: IsIts,
  deps: SendFromOnecDeps,
): Promise<ConversationRow | OwnOutgoingRefusal> {
  const { newId, clock } = deps
  if (conversationId !== undefined) {
    const row = await lockConversation(tx, conversationId)
    if (!row) return 'unknownConversation'
    if (await isRemovedChannel(tx, row.channel_id)) return 'numberRemoved'
    return (await mayWrite(tx, row.channel_id, row.contact_id, deps)) ? row : 'firstMessageNotAllowed'
  }
  if (phone === undefined) return 'unknownConversation'
  const known = await contactByPhone(tx, phone)
  const channel = await numberFor(tx, known?.id, isIts)
  if (!channel) return 'numberUnpaired'
  if (!(await mayWrite(tx, channel.id, known?.id, deps))) return 'firstMessageNotAllowed'
  const contact = await contactOf(tx, { phone, name: '' }, () => newId(contactIdSchema), clock.now())
  return await conversationWith(tx, channel.id, contact.id, () => newId(conversationIdSchema), clock.now())
}

/** The linked number of this base to which he wrote last; else its first one. */
async function numberFor(tx: Writer, contactId: ContactId | undefined, isIts: IsIts): Promise<ChannelRow | undefined> {
  const channels = (await listChannels(tx)).filter((each) => each.phone !== null && isIts(each.id))
  const conversations = contactId === undefined ? [] : await lockConversationsOf(tx, contactId)
  const newest = conversations.sort((one, other) => other.last_message_at - one.last_message_at)
  const known = newest.flatMap(({ channel_id }) => channels.find(({ id }) => id === channel_id) ?? [])
  return known[0] ?? channels[0]
}

async function mayWrite(
  tx: Writer,
  channelId: ChannelId,
  contactId: ContactId | undefined,
  { mayWriteFirst }: SendFromOnecDeps,
): Promise<boolean> {
  if (!mayWriteFirst || mayWriteFirst(channelId)) return true
  return contactId !== undefined && (await acquaintanceWith(tx, channelId, contactId)) !== 'stranger'
}
