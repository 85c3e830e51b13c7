import { sql } from 'kysely'
import type { ContactId, ConversationId } from '../../shared/ids.ts'
import type { MessageRow } from './messages.ts'
import type { Writer } from './open.ts'

/** A contact or conversation and the one into which it goes. */
export interface Move<Id extends ContactId | ConversationId> {
  from: Id
  into: Id
}

/** One message of WhatsApp's that was stored under both contacts. */
export interface Twins {
  going: MessageRow
  staying: MessageRow
}

/** Messages of a conversation that stand in the other one as well. */
export async function twinsIn(
  tx: Writer,
  conversation: Move<ConversationId>,
  contact: Move<ContactId>,
): Promise<Twins[]> {
  const going = await tx
    .selectFrom('messages')
    .selectAll('messages')
    .innerJoin('messages as twin', (on) =>
      on
        .onRef('twin.channel_id', '=', 'messages.channel_id')
        .on('twin.whatsapp_key', '=', keyUnder(contact, 'messages.whatsapp_key')),
    )
    .select('twin.id as twin_id')
    .where('messages.conversation_id', '=', conversation.from)
    .execute()
  if (going.length === 0) return []
  const staying = await tx
    .selectFrom('messages')
    .selectAll()
    .where(
      'id',
      'in',
      going.map(({ twin_id }) => twin_id),
    )
    .execute()
  return going.flatMap(({ twin_id, ...row }) => {
    const twin = staying.find(({ id }) => id === twin_id)
    return twin ? [{ going: row, staying: twin }] : []
  })
}

/** A message that stands here twice goes; whatever names it names the other from now on. */
export async function dropTwin(tx: Writer, drop: MessageRow, keep: MessageRow): Promise<void> {
  const quoting = tx.updateTable('messages').set({ quoted_message_id: keep.id })
  await quoting.where('quoted_message_id', '=', drop.id).execute()
  await tx.updateTable('outgoing_changes').set({ message_id: keep.id }).where('message_id', '=', drop.id).execute()
  await tx.deleteFrom('stages').where('message_id', '=', drop.id).execute()
  await tx.deleteFrom('outbox').where('message_id', '=', drop.id).execute()
  await tx.deleteFrom('messages').where('id', '=', drop.id).execute()
  if (drop.file_id !== null && drop.file_id !== keep.file_id) {
    await tx.deleteFrom('files').where('id', '=', drop.file_id).execute()
  }
  if (keep.details === null && drop.details !== null) {
    await tx.updateTable('messages').set({ details: drop.details }).where('id', '=', keep.id).execute()
  }
}

/** Everything of a conversation becomes the other's, also what has yet to leave. */
export async function moveConversation(
  tx: Writer,
  { from, into }: Move<ConversationId>,
  contact: Move<ContactId>,
): Promise<void> {
  await rewriteKeys(tx, from, contact)
  const moved = { conversation_id: into }
  await tx.updateTable('messages').set(moved).where('conversation_id', '=', from).execute()
  await tx.updateTable('outbox').set(moved).where('conversation_id', '=', from).execute()
  await tx.updateTable('outgoing_changes').set(moved).where('conversation_id', '=', from).execute()
  await tx.updateTable('task_requests').set(moved).where('conversation_id', '=', from).execute()
  await tx.updateTable('document_lookups').set(moved).where('conversation_id', '=', from).execute()
  await tx.updateTable('audit').set(moved).where('conversation_id', '=', from).execute()
  await moveAutomaticTexts(tx, { from, into })
  await tx.deleteFrom('conversations').where('id', '=', from).execute()
}

/** What has left by itself in either of them does not leave again. */
async function moveAutomaticTexts(tx: Writer, { from, into }: Move<ConversationId>): Promise<void> {
  const left = await tx.deleteFrom('automatic_texts').where('conversation_id', '=', from).returningAll().execute()
  if (left.length === 0) return
  await tx
    .insertInto('automatic_texts')
    .values(left.map((row) => ({ ...row, conversation_id: into })))
    .onConflict((c) => c.doNothing())
    .execute()
}

/** A conversation on a channel on which the other contact has none is just his from now on. */
export async function reassignConversation(tx: Writer, id: ConversationId, contact: Move<ContactId>): Promise<void> {
  await rewriteKeys(tx, id, contact)
  await tx.updateTable('conversations').set({ contact_id: contact.into }).where('id', '=', id).execute()
}

/** Whom we wrote to first counts once, at its earlier time. */
export async function moveFirstMessages(tx: Writer, { from, into }: Move<ContactId>): Promise<void> {
  const rows = await tx.deleteFrom('first_messages').where('contact_id', '=', from).returningAll().execute()
  for (const { channel_id, at } of rows) {
    await tx
      .insertInto('first_messages')
      .values({ channel_id, contact_id: into, at })
      .onConflict((c) =>
        c.columns(['channel_id', 'contact_id']).doUpdateSet((e) => ({
          at: e
            .case()
            .when('first_messages.at', '<', e.ref('excluded.at'))
            .then(e.ref('first_messages.at'))
            .else(e.ref('excluded.at'))
            .end(),
        })),
      )
      .execute()
  }
}

/** The key that makes a redelivery the same message holds the contact's id. */
async function rewriteKeys(tx: Writer, id: ConversationId, contact: Move<ContactId>): Promise<void> {
  await tx
    .updateTable('messages')
    .set({ whatsapp_key: keyUnder(contact, 'whatsapp_key') })
    .where('conversation_id', '=', id)
    .where('whatsapp_key', 'is not', null)
    .execute()
}

const keyUnder = ({ from, into }: Move<ContactId>, key: string) =>
  sql<string>`replace(${sql.ref(key)}, cast(${from} as text), cast(${into} as text))`
