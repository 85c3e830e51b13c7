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
  // Where a contact or conversation has gone that was joined with another: whoever still names the old id ends in the right place.
  await table('joined')
    .addColumn('from_id', 'text', (c) => c.primaryKey())
    .addColumn('into_id', 'text', (c) => c.notNull())
    .addColumn('at', 'bigint', (c) => c.notNull())
    .execute()

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
  await db.schema.createIndex('files_by_sha256').on('files').column('sha256').execute()

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
