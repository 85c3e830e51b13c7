import type { ChannelSettings } from '../../shared/channel-settings.ts'
import type { Conversation } from '../../shared/conversation.ts'
import type { Employee } from '../../shared/employee.ts'
import { type ChannelId, contactIdSchema, conversationIdSchema, type NewId } from '../../shared/ids.ts'
import type { PhoneNumber } from '../../shared/phone-number.ts'
import type { Clock } from '../clock.ts'
import { contactOf } from '../inbox/contact-of.ts'
import { takenByOther } from '../inbox/do-deed.ts'
import { refuseLostRight } from '../inbox/refuse-lost-right.ts'
import { tellOfConversation } from '../inbox/tell.ts'
import { seesRow } from '../inbox/who-sees.ts'
import { Refused } from '../refused.ts'
import { contactByPhone } from '../store/contacts.ts'
import { conversationWith, showConversation } from '../store/conversations.ts'
import type { Store, Writer } from '../store/open.ts'
import { acquaintanceWith } from './allowance.ts'

export interface OpenConversationParts {
  store: Store
  clock: Clock
  newId: NewId
  /** A phone as a person types it. @throws Refused `badRequest` */
  readPhone(text: string): PhoneNumber
  hasChannel(id: ChannelId): boolean
  settingsOf(id: ChannelId): Pick<ChannelSettings, 'writeFirst'>
  /** The company's own number. */
  phoneOf(id: ChannelId): PhoneNumber | undefined
}

/**
 * Opens the conversation of a number with a phone: the one that is there, or a new one, which is the employee's who opens it. To a stranger only where the administrator lets
 * employees write first. Whether the phone is on WhatsApp is found out when the first message leaves.
 * @throws Refused `notFound`, `badRequest`, `firstMessageNotAllowed`, `takenByOther`
 */
export function createOpenConversation(parts: OpenConversationParts) {
  return async (employee: Employee, channelId: ChannelId, text: string): Promise<Conversation> => {
    const { store, readPhone, hasChannel, phoneOf } = parts
    if (!hasChannel(channelId)) throw new Refused('notFound', 'There is no such number.')
    const phone = readPhone(text)
    if (phone === phoneOf(channelId))
      throw new Refused('badRequest', 'phone: this is the company’s own number; a client’s is wanted.')
    return await store.write((tx) => open(tx, { employee, channelId, phone }, parts))
  }
}

export type OpenConversation = ReturnType<typeof createOpenConversation>

async function open(
  tx: Writer,
  { employee, channelId, phone }: { employee: Employee; channelId: ChannelId; phone: PhoneNumber },
  { clock, newId, settingsOf }: OpenConversationParts,
): Promise<Conversation> {
  await refuseLostRight(tx, employee, 'reply')
  const now = clock.now()
  const known = await contactByPhone(tx, phone)
  const acquaintance = known ? await acquaintanceWith(tx, channelId, known.id) : 'stranger'
  if (acquaintance === 'stranger' && !settingsOf(channelId).writeFirst)
    throw new Refused(
      'firstMessageNotAllowed',
      'This client has never written to this number, and the administrator does not let employees write first.',
    )
  const contact = await contactOf(tx, { phone, name: '' }, () => newId(contactIdSchema), now)
  const row = await conversationWith(tx, channelId, contact.id, () => newId(conversationIdSchema), now)
  if (!seesRow(employee, row)) throw await takenByOther(tx, row)
  // Nobody has heard of a new one yet.
  if (row.revision === 0)
    await tellOfConversation(tx, { ...row, state: 'inWork', owner_id: employee.id }, now, employee)
  const conversation = await showConversation(tx, row.id)
  if (!conversation) throw new Error(`Conversation ${row.id} is gone while it is locked.`)
  return conversation
}
