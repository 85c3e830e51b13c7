import { clientShown } from '../../shared/client.ts'
import type { Contact, Conversation, LastMessage } from '../../shared/conversation.ts'
import { readDetails } from './message-details.ts'
import type { OnecKnows } from './onec-knows.ts'
import type { Reader } from './open.ts'
import { idsIn } from './sight-column.ts'

/** Conversations with their contacts and last messages. */
export const withContact = (db: Reader) =>
  db
    .selectFrom('conversations')
    .innerJoin('contacts', 'contacts.id', 'conversations.contact_id')
    .leftJoin('messages', 'messages.id', 'conversations.last_message_id')
    .leftJoin('files', 'files.id', 'messages.file_id')
    .selectAll('conversations')
    .select([
      'contacts.name as contact_name',
      'contacts.phone as contact_phone',
      'messages.origin as last_origin',
      'messages.kind as last_kind',
      'messages.text as last_text',
      'messages.stage as last_stage',
      'messages.details as last_details',
      'files.name as last_file_name',
    ])

export type WithContact = Awaited<ReturnType<ReturnType<typeof withContact>['execute']>>[number]

/** A conversation with everything that is shown of it. */
export type ShownRow = WithContact & { onec: OnecKnows | undefined }

/** As everybody outside sees it. */
export function show(row: ShownRow): Conversation {
  const lastMessage = lastMessageOf(row)
  return {
    id: row.id,
    channelId: row.channel_id,
    contact: contactOf(row),
    state: row.state,
    ...(row.owner_id === null ? {} : { ownerId: row.owner_id }),
    ...(row.observers === '' ? {} : { observers: idsIn(row.observers) }),
    ...(row.group_id === null ? {} : { groupId: row.group_id }),
    ...(row.escalation === null ? {} : { escalation: row.escalation }),
    ...(row.state === 'closed' && row.closed_at !== null ? { closedAt: row.closed_at } : {}),
    unread: row.unread,
    ...(row.waiting_since === null ? {} : { waitingSince: row.waiting_since }),
    ...(lastMessage ? { lastMessage } : {}),
    lastMessageAt: row.last_message_at,
    revision: row.revision,
  }
}

/** What 1C calls him comes before what he calls himself, which is kept for whoever looks for that. */
function contactOf(row: ShownRow): Contact {
  const cards = row.onec?.cards // undefined while no base has answered
  const contact: Contact = { id: row.contact_id, name: clientShown(cards)?.name || row.contact_name }
  if (contact.name !== row.contact_name && row.contact_name !== '') contact.whatsappName = row.contact_name
  if (row.contact_phone !== null) contact.phone = row.contact_phone
  if (cards !== undefined) contact.clients = cards
  return contact
}

/** How much of a message's text the list shows, in characters. */
const previewLength = 200

function lastMessageOf(row: WithContact): LastMessage | undefined {
  const { last_message_id: id, last_origin: origin, last_kind: kind, last_text: text } = row
  if (id === null || origin === null || kind === null || text === null) return undefined
  const fileName = row.last_file_name ?? (kind === 'document' ? titleOf(row.last_details) : undefined)
  return {
    id,
    origin,
    kind,
    // No emoji is cut in half.
    text: text.slice(0, previewLength).replace(/[\ud800-\udbff]$/, ''),
    ...(fileName === undefined ? {} : { fileName }),
    ...(row.last_stage === null ? {} : { stage: row.last_stage }),
  }
}

/** Of a document that 1C has yet to print. */
const titleOf = (details: string | null) => readDetails(details).document?.title
