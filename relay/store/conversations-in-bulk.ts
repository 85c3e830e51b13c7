import type { ChannelId, ContactId } from '../../shared/ids.ts'
import type { PhoneNumber } from '../../shared/phone-number.ts'
import type { ConversationRow } from './conversations.ts'
import { withOnec } from './onec-knows.ts'
import type { Writer } from './open.ts'
import { type ShownRow, withContact } from './shown-conversations.ts'
import { sightOfRow } from './sight-column.ts'

/** What a burst of messages needs of many conversations, in a constant number of statements. */

/** Those of the conversations with these contacts that are there, as they are shown, locked until the transaction ends. */
export async function lockConversationsWith(
  tx: Writer,
  channelId: ChannelId,
  contactIds: readonly ContactId[],
): Promise<ShownRow[]> {
  await tx
    .updateTable('conversations')
    .set((e) => ({ id: e.ref('id') }))
    .where('channel_id', '=', channelId)
    .where('contact_id', 'in', contactIds)
    .execute()
  const rows = await withContact(tx)
    .where('conversations.channel_id', '=', channelId)
    .where('conversations.contact_id', 'in', contactIds)
    .execute()
  return await withOnec(tx, rows)
}

/** All conversations with the contacts that have these phones, as they are shown, locked until the transaction ends. */
export async function lockConversationsByPhone(tx: Writer, phones: readonly PhoneNumber[]): Promise<ShownRow[]> {
  await tx
    .updateTable('conversations')
    .set((e) => ({ id: e.ref('id') }))
    .where('contact_id', 'in', tx.selectFrom('contacts').select('id').where('phone', 'in', phones))
    .execute()
  const rows = await withContact(tx).where('contacts.phone', 'in', phones).orderBy('conversations.id').execute()
  return await withOnec(tx, rows)
}

/** Writes what may change of conversations; `revision` is the journal number of each one's last change. */
export async function saveConversations(tx: Writer, rows: readonly ConversationRow[]): Promise<void> {
  await tx
    .insertInto('conversations')
    .values(rows.map(columnsOf))
    .onConflict((c) =>
      c.column('id').doUpdateSet((e) => ({
        state: e.ref('excluded.state'),
        owner_id: e.ref('excluded.owner_id'),
        unread: e.ref('excluded.unread'),
        waiting_since: e.ref('excluded.waiting_since'),
        last_message_id: e.ref('excluded.last_message_id'),
        last_message_at: e.ref('excluded.last_message_at'),
        revision: e.ref('excluded.revision'),
        observers: e.ref('excluded.observers'),
        group_id: e.ref('excluded.group_id'),
        escalation: e.ref('excluded.escalation'),
        closed_at: e.ref('excluded.closed_at'),
        taken_at: e.ref('excluded.taken_at'),
        seen_by: e.ref('excluded.seen_by'),
      })),
    )
    .execute()
}

/** A row may bring along what was joined to it. */
const columnsOf = (row: ConversationRow): ConversationRow & { seen_by: string } => ({
  id: row.id,
  channel_id: row.channel_id,
  contact_id: row.contact_id,
  state: row.state,
  owner_id: row.owner_id,
  unread: row.unread,
  waiting_since: row.waiting_since,
  last_message_id: row.last_message_id,
  last_message_at: row.last_message_at,
  revision: row.revision,
  observers: row.observers,
  group_id: row.group_id,
  escalation: row.escalation,
  closed_at: row.closed_at,
  taken_at: row.taken_at,
  seen_by: sightOfRow(row),
})
