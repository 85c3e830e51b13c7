import { type Kysely, sql } from 'kysely'
import type { Engine } from '../engine.ts'

/** WhatsApp to production strength: every kind, one person one contact, several numbers, holds, history, housekeeping of media. */
export async function up(db: Kysely<unknown>, _engine: Engine): Promise<void> {
  const table = (name: string) => db.schema.createTable(name)
  const alter = (name: string) => db.schema.alterTable(name)

  // Arrivals are more than messages: calls, receipts, what could not be decrypted.
  await alter('arrivals')
    .addColumn('what', 'text', (c) => c.notNull().defaultTo('message'))
    .execute()

  await alter('channels')
    .addColumn('position', 'integer', (c) => c.notNull().defaultTo(0))
    .execute()
  await alter('channels').addColumn('settings', 'text').execute()
  await alter('channels').addColumn('removed_at', 'bigint').execute()

  // Which LID goes with which phone: how we know, and since when.
  await table('identities')
    .addColumn('lid', 'text', (c) => c.notNull())
    .addColumn('phone', 'text', (c) => c.notNull())
    .addColumn('source', 'text', (c) => c.notNull())
    .addColumn('at', 'bigint', (c) => c.notNull())
    .addPrimaryKeyConstraint('identities_key', ['lid', 'phone'])
    .execute()
  await db.schema.createIndex('identities_by_phone').on('identities').column('phone').execute()
  // Its row is the lock of everybody who changes who holds which phone or LID (`contacts.ts`).
  await sql`insert into counters (name, value) values ('identities', 0)`.execute(db)
  await db.schema.createIndex('conversations_of_contact').on('conversations').column('contact_id').execute()
  // Where a contact or conversation has gone that was joined with another: whoever still names the old id ends in the right place.
  await table('joined')
    .addColumn('from_id', 'text', (c) => c.primaryKey())
    .addColumn('into_id', 'text', (c) => c.notNull())
    .addColumn('at', 'bigint', (c) => c.notNull())
    .execute()
  await db.schema.createIndex('joined_into').on('joined').column('into_id').execute()

  await alter('messages').addColumn('details', 'text').execute()
  await alter('messages').addColumn('secret', 'text').execute()
  // A change that came before the message that it changes.
  await table('waiting_changes')
    .addColumn('channel_id', 'text', (c) => c.notNull())
    .addColumn('target_whatsapp_id', 'text', (c) => c.notNull())
    .addColumn('whatsapp_id', 'text', (c) => c.notNull())
    .addColumn('change', 'text', (c) => c.notNull())
    .addColumn('at', 'bigint', (c) => c.notNull())
    .addPrimaryKeyConstraint('waiting_changes_key', ['channel_id', 'target_whatsapp_id', 'whatsapp_id'])
    .execute()

  await alter('files').addColumn('trouble', 'text').execute()
  await alter('files').addColumn('width', 'integer').execute()
  await alter('files').addColumn('height', 'integer').execute()
  await alter('files').addColumn('thumbnail', 'text').execute()
  await alter('files')
    .addColumn('attempts', 'integer', (c) => c.notNull().defaultTo(0))
    .execute()
  await alter('files')
    .addColumn('next_attempt_at', 'bigint', (c) => c.notNull().defaultTo(0))
    .execute()
  await alter('files').addColumn('asked_phone_at', 'bigint').execute()
  // How often the phone was asked; and whether it came with the phone's history, which has time.
  await alter('files')
    .addColumn('phone_asks', 'integer', (c) => c.notNull().defaultTo(0))
    .execute()
  await alter('files')
    .addColumn('from_history', 'integer', (c) => c.notNull().defaultTo(0))
    .execute()
  await db.schema.createIndex('files_by_sha256').on('files').column('sha256').execute()
  await sql`drop index files_fetching`.execute(db)
  await sql`create index files_to_fetch on files (channel_id, from_history, next_attempt_at) where state = 'fetching'`.execute(
    db,
  )
  await sql`create index files_kept on files (created_at) where state = 'ready'`.execute(db)
  await sql`create index messages_by_file on messages (file_id) where file_id is not null`.execute(db)

  await alter('outbox').addColumn('hold_reason', 'text').execute()
  await alter('outbox').addColumn('hold_until', 'bigint').execute()
  // Edits, deletions, reactions and blue ticks of ours that have yet to leave.
  await table('outgoing_changes')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('channel_id', 'text', (c) => c.notNull())
    .addColumn('conversation_id', 'text', (c) => c.notNull())
    .addColumn('message_id', 'text', (c) => c.notNull())
    .addColumn('change', 'text', (c) => c.notNull())
    .addColumn('at', 'bigint', (c) => c.notNull())
    .addColumn('attempts', 'integer', (c) => c.notNull())
    .addColumn('next_attempt_at', 'bigint', (c) => c.notNull())
    // By which a phone asks for it again, and since when it has left.
    .addColumn('whatsapp_id', 'text', (c) => c.notNull())
    .addColumn('sent_at', 'bigint')
    .execute()
  await db.schema
    .createIndex('outgoing_changes_order')
    .on('outgoing_changes')
    .columns(['channel_id', 'sent_at', 'at'])
    .execute()
  // Whom we wrote to first, and when: the daily allowance counts them.
  await table('first_messages')
    .addColumn('channel_id', 'text', (c) => c.notNull())
    .addColumn('contact_id', 'text', (c) => c.notNull())
    .addColumn('at', 'bigint', (c) => c.notNull())
    .addPrimaryKeyConstraint('first_messages_key', ['channel_id', 'contact_id'])
    .execute()

  // Parts of the phone's history that wait to be loaded.
  await table('history_parts')
    .addColumn('channel_id', 'text', (c) => c.notNull())
    .addColumn('hash', 'text', (c) => c.notNull())
    .addColumn('notice', 'text', (c) => c.notNull())
    .addColumn('at', 'bigint', (c) => c.notNull())
    .addColumn('done_at', 'bigint')
    .addPrimaryKeyConstraint('history_parts_key', ['channel_id', 'hash'])
    .execute()

  await sql`update channels set position = 0`.execute(db)
}
