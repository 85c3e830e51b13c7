import type { ContactId, Instant, MessageId } from '../../shared/ids.ts'
import type { PhoneNumber } from '../../shared/phone-number.ts'
import { moveChosenClients } from '../store/clients.ts'
import { type ContactRow, holdIds, lockContact, nameContact, removeContact } from '../store/contacts.ts'
import { type ConversationRow, lockConversationsOf } from '../store/conversations.ts'
import { noteJoined } from '../store/joined.ts'
import type { MessageRow } from '../store/messages.ts'
import {
  dropTwin,
  type Move,
  moveConversation,
  moveFirstMessages,
  reassignConversation,
  type Twins,
  twinsIn,
} from '../store/move-conversation.ts'
import type { Writer } from '../store/open.ts'
import { joinedConversation } from './joined-conversation.ts'
import { tellOfConversation, tellOfJoined } from './tell.ts'

/** Two contacts that have turned out to be one person, and what he is called at WhatsApp. */
export interface Join {
  stays: ContactRow
  goes: ContactRow
  phone: PhoneNumber
  lid: string
}

/**
 * Makes one contact of two, in the caller's transaction: what the one had on any channel is the other's, and whoever still names an old id is led on
 * (`joined`). To be called under `lockIdentities`.
 */
export async function joinContacts(tx: Writer, { stays, goes, phone, lid }: Join, now: Instant): Promise<ContactRow> {
  const person: ContactRow = { ...stays, phone, lid, name: stays.name || goes.name }
  // Nobody may give him a conversation from here on.
  await lockContact(tx, stays.id)
  await lockContact(tx, goes.id)
  const kept = await lockConversationsOf(tx, stays.id)
  const going = await lockConversationsOf(tx, goes.id)
  await removeContact(tx, goes.id)
  await holdIds(tx, person.id, person)
  await nameContact(tx, person.id, person.name)
  const contact = { from: goes.id, into: stays.id }
  await noteJoined(tx, contact.from, contact.into, now)
  await moveFirstMessages(tx, contact)
  await moveChosenClients(tx, contact)
  for (const conversation of going) {
    const twin = kept.find(({ channel_id }) => channel_id === conversation.channel_id)
    if (twin) await joinConversations(tx, { stays: twin, goes: conversation, contact }, now)
    else {
      await reassignConversation(tx, conversation.id, contact)
      const row = { ...conversation, contact_id: stays.id }
      await tellOfJoined(tx, { from: { contactId: goes.id }, conversation: row, at: now })
    }
  }
  const untold = kept.filter(({ channel_id }) => !going.some((each) => each.channel_id === channel_id))
  if (phone !== stays.phone) for (const row of untold) await tellOfConversation(tx, row, now)
  return person
}

async function joinConversations(
  tx: Writer,
  { stays, goes, contact }: { stays: ConversationRow; goes: ConversationRow; contact: Move<ContactId> },
  at: Instant,
): Promise<void> {
  const move = { from: goes.id, into: stays.id }
  const replaced = new Map<MessageId, MessageId>()
  let counted = 0
  for (const twins of await twinsIn(tx, move, contact)) {
    const { keep, drop } = keptOf(twins)
    await dropTwin(tx, drop, keep)
    replaced.set(drop.id, keep.id)
    if (drop.origin === 'client') counted += 1
  }
  await moveConversation(tx, move, contact)
  await noteJoined(tx, move.from, move.into, at)
  const row = joinedConversation(stays, goes, counted)
  const last = row.last_message_id && (replaced.get(row.last_message_id) ?? row.last_message_id)
  const from = { contactId: contact.from, conversationId: goes.id }
  await tellOfJoined(tx, {
    from,
    conversation: { ...row, last_message_id: last },
    dropped: [...replaced.keys()],
    goes,
    at,
  })
}

/** Of a message that stands here twice the one that says more is kept: a readable one, and an employee's own rather than its echo from the phone. */
export function keptOf({ going, staying }: Twins): { keep: MessageRow; drop: MessageRow } {
  const saysLess = ({ kind, origin }: MessageRow) => kind === 'pending' || origin === 'phone'
  return saysLess(staying) && !saysLess(going) ? { keep: going, drop: staying } : { keep: staying, drop: going }
}

/** Somebody else has this phone now. He keeps his LID, his name and his conversations. */
export async function takePhone(tx: Writer, contact: ContactRow, now: Instant): Promise<void> {
  await holdIds(tx, contact.id, { phone: null, lid: contact.lid })
  await tellOfPhone(tx, contact.id, now)
}

/** The phone that stands at a contact's conversations has changed. */
export async function tellOfPhone(tx: Writer, id: ContactId, now: Instant): Promise<void> {
  for (const conversation of await lockConversationsOf(tx, id)) await tellOfConversation(tx, conversation, now)
}
