import { type Kysely, sql } from 'kysely'
import type { Engine } from '../engine.ts'

/** 1C for real: several bases, employees and rights from 1C, clients, templates, documents, tasks. */
export async function up(db: Kysely<unknown>, _engine: Engine): Promise<void> {
  const table = (name: string) => db.schema.createTable(name)
  const alter = (name: string) => db.schema.alterTable(name)

  // Who is told of it (`all`, `onec`, `employees`), and which base: those of its channel, or one by name.
  await alter('journal')
    .addColumn('audience', 'text', (c) => c.notNull().defaultTo('all'))
    .execute()
  await alter('journal').addColumn('channel_id', 'text').execute()
  await alter('journal').addColumn('base_id', 'text').execute()
  await sql`update journal set channel_id = (select channel_id from conversations where conversations.id = journal.conversation_id)`.execute(
    db,
  )

  await alter('bases').addColumn('channels', 'text').execute()
  await alter('bases').addColumn('web_address', 'text').execute()
  await alter('bases')
    .addColumn('prefer_responsible', 'integer', (c) => c.notNull().defaultTo(0))
    .execute()
  await alter('bases').addColumn('push_secret', 'text').execute()
  await alter('bases').addColumn('users_revision', 'text').execute()
  await alter('bases').addColumn('templates_revision', 'text').execute()
  // What the base says of its own job, as JSON; and when it last came by itself (pulled).
  await alter('bases').addColumn('job', 'text').execute()
  await alter('bases').addColumn('last_pull_at', 'bigint').execute()
  // ChannelIds as JSON: whose clients this base was, or is being, asked about.
  await alter('bases').addColumn('clients_wanted_of', 'text').execute()

  // How the base of a number was last told that it stands with WhatsApp.
  await alter('channels').addColumn('session_told', 'text').execute()

  await alter('employees').addColumn('base_id', 'text').execute()
  await alter('employees').addColumn('login', 'text').execute()
  // Why his access was taken away, as far as that decides what he is told.
  await alter('employees').addColumn('revoked_because', 'text').execute()
  // The revision of a snapshot of users that was not taken, since nobody would have been left.
  await alter('bases').addColumn('users_refused', 'text').execute()
  // People of a base's newest snapshot that could not be taken.
  await table('bad_users')
    .addColumn('base_id', 'text', (c) => c.notNull())
    .addColumn('position', 'integer', (c) => c.notNull())
    .addColumn('user_id', 'text')
    .addColumn('name', 'text', (c) => c.notNull())
    .addColumn('fault', 'text', (c) => c.notNull())
    .addColumn('at', 'bigint', (c) => c.notNull())
    .addPrimaryKeyConstraint('bad_users_key', ['base_id', 'position'])
    .execute()

  // The few replies that wait for 1C's word, among all messages there are.
  await sql`create index messages_waiting_for_onec on messages (at, id) where stage in ('accepted', 'collected')`.execute(
    db,
  )

  await table('clients')
    .addColumn('base_id', 'text', (c) => c.notNull())
    .addColumn('phone', 'text', (c) => c.notNull())
    .addColumn('ref', 'text', (c) => c.notNull())
    .addColumn('position', 'integer', (c) => c.notNull())
    .addColumn('name', 'text', (c) => c.notNull())
    .addColumn('kind', 'text', (c) => c.notNull())
    .addColumn('url', 'text')
    .addColumn('responsible_id', 'text')
    .addPrimaryKeyConstraint('clients_key', ['base_id', 'phone', 'ref'])
    .execute()
  await db.schema.createIndex('clients_by_phone').on('clients').column('phone').execute()
  await table('client_lookups')
    .addColumn('base_id', 'text', (c) => c.notNull())
    .addColumn('phone', 'text', (c) => c.notNull())
    // Not asked yet: many came at once, with the phone's history or with a base, and are asked a few at a time.
    .addColumn('wanted_at', 'bigint', (c) => c.notNull())
    .addColumn('asked_at', 'bigint')
    .addColumn('asked_seq', 'bigint')
    .addColumn('answered_at', 'bigint')
    .addPrimaryKeyConstraint('client_lookups_key', ['base_id', 'phone'])
    .execute()
  await sql`create index client_lookups_open on client_lookups (base_id, asked_seq, wanted_at) where answered_at is null`.execute(
    db,
  )
  await table('chosen_clients')
    .addColumn('contact_id', 'text', (c) => c.notNull())
    .addColumn('base_id', 'text', (c) => c.notNull())
    .addColumn('ref', 'text', (c) => c.notNull())
    .addColumn('employee_id', 'text', (c) => c.notNull())
    .addColumn('at', 'bigint', (c) => c.notNull())
    .addPrimaryKeyConstraint('chosen_clients_key', ['contact_id', 'base_id'])
    .execute()
  // Numbers in 1C that can never match: what the phone-book doctor has found.
  await table('bad_phones')
    .addColumn('base_id', 'text', (c) => c.notNull())
    .addColumn('ref', 'text', (c) => c.notNull())
    .addColumn('written', 'text', (c) => c.notNull())
    .addColumn('name', 'text', (c) => c.notNull())
    .addColumn('fault', 'text', (c) => c.notNull())
    .addColumn('url', 'text')
    .addColumn('at', 'bigint', (c) => c.notNull())
    .addPrimaryKeyConstraint('bad_phones_key', ['base_id', 'ref', 'written'])
    .execute()

  await table('templates')
    .addColumn('base_id', 'text', (c) => c.notNull())
    .addColumn('id', 'text', (c) => c.notNull())
    .addColumn('position', 'integer', (c) => c.notNull())
    .addColumn('name', 'text', (c) => c.notNull())
    .addColumn('text', 'text', (c) => c.notNull())
    .addColumn('fields', 'text', (c) => c.notNull())
    .addPrimaryKeyConstraint('templates_key', ['base_id', 'id'])
    .execute()
  await table('document_lookups')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('base_id', 'text', (c) => c.notNull())
    .addColumn('conversation_id', 'text', (c) => c.notNull())
    .addColumn('employee_id', 'text', (c) => c.notNull())
    .addColumn('asked_at', 'bigint', (c) => c.notNull())
    .addColumn('answered_at', 'bigint')
    .addColumn('documents', 'text')
    .execute()
  await table('task_requests')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('base_id', 'text', (c) => c.notNull())
    .addColumn('conversation_id', 'text', (c) => c.notNull())
    .addColumn('message_id', 'text', (c) => c.notNull())
    .addColumn('employee_id', 'text', (c) => c.notNull())
    .addColumn('text', 'text', (c) => c.notNull())
    .addColumn('at', 'bigint', (c) => c.notNull())
    .addColumn('answered_at', 'bigint')
    .execute()
}
