import { type Kysely, sql } from 'kysely'
import type { Engine } from '../engine.ts'

/** An inbox for many: who sees what, observers, groups, alerts for who is not answered, automatic texts, own quick replies, the audit. */
export async function up(db: Kysely<unknown>, engine: Engine): Promise<void> {
  const table = (name: string) => db.schema.createTable(name)
  const alter = (name: string) => db.schema.alterTable(name)

  // As store/sight-column.ts writes lists of employees.
  await alter('conversations')
    .addColumn('observers', 'text', (c) => c.notNull().defaultTo(''))
    .execute()
  await alter('conversations').addColumn('group_id', 'text').execute()
  await alter('conversations').addColumn('escalation', 'text').execute()
  await alter('conversations').addColumn('closed_at', 'bigint').execute()
  // When somebody took it or was given it: an alert counts from then on at the earliest.
  await alter('conversations').addColumn('taken_at', 'bigint').execute()
  // Who may see it, as store/sight-column.ts writes it; follows from the columns before.
  await alter('conversations')
    .addColumn('seen_by', 'text', (c) => c.notNull().defaultTo('*'))
    .execute()
  await sql`update conversations set seen_by = ' ' || owner_id || ' ' where owner_id is not null and state <> 'queued'`.execute(
    db,
  )
  await sql`create index conversations_waiting on conversations (waiting_since) where waiting_since is not null`.execute(
    db,
  )
  await sql`create index conversations_closed on conversations (closed_at) where closed_at is not null`.execute(db)

  // Who might see the conversation when this was written; and, where that has changed, who could before.
  await alter('journal')
    .addColumn('seen_by', 'text', (c) => c.notNull().defaultTo('*'))
    .execute()
  await alter('journal').addColumn('sight_before', 'text').execute()
  // From which number on what an employee has was told under the rights that he has now: with an older cursor he needs a snapshot.
  await alter('employees')
    .addColumn('sight_since', 'bigint', (c) => c.notNull().defaultTo(0))
    .execute()
  // Until now everybody was told of everything.
  await sql`update counters set value = value + 1 where name = 'journal' and value > 0`.execute(db)
  await sql`update employees set sight_since = (select value from counters where name = 'journal')`.execute(db)
  // Administrators of the relay's own have seen everything until now; what those of 1C's may see 1C says itself.
  await sql`update employees set rights = replace(rights, ']', ',"supervise"]')
    where base_id is null and rights like '%"admin"%' and rights not like '%"supervise"%'`.execute(db)
  // Of a file that stands in no message yet.
  await alter('files').addColumn('uploaded_by', 'text').execute()

  await table('employee_groups')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('name', 'text', (c) => c.notNull())
    .addColumn('position', 'integer', (c) => c.notNull())
    .execute()
  await table('group_members')
    .addColumn('group_id', 'text', (c) => c.notNull())
    .addColumn('employee_id', 'text', (c) => c.notNull())
    .addPrimaryKeyConstraint('group_members_key', ['group_id', 'employee_id'])
    .execute()
  await db.schema.createIndex('group_members_by_employee').on('group_members').column('employee_id').execute()

  // What has left by itself: never twice for the same wait (or the same closing).
  await table('automatic_texts')
    .addColumn('conversation_id', 'text', (c) => c.notNull())
    .addColumn('kind', 'text', (c) => c.notNull())
    // The moment that has set it off: since when the client waits, or when it was closed.
    .addColumn('about', 'bigint', (c) => c.notNull())
    .addColumn('message_id', 'text', (c) => c.notNull())
    .addColumn('at', 'bigint', (c) => c.notNull())
    .addPrimaryKeyConstraint('automatic_texts_key', ['conversation_id', 'kind', 'about'])
    .execute()

  await table('quick_replies')
    .addColumn('employee_id', 'text', (c) => c.notNull())
    .addColumn('id', 'text', (c) => c.notNull())
    .addColumn('position', 'integer', (c) => c.notNull())
    .addColumn('name', 'text', (c) => c.notNull())
    .addColumn('text', 'text', (c) => c.notNull())
    .addPrimaryKeyConstraint('quick_replies_key', ['employee_id', 'id'])
    .execute()

  await table('audit')
    .addColumn('number', engine === 'postgres' ? 'bigserial' : 'integer', (c) =>
      engine === 'postgres' ? c.primaryKey() : c.primaryKey().autoIncrement(),
    )
    .addColumn('at', 'bigint', (c) => c.notNull())
    .addColumn('action', 'text', (c) => c.notNull())
    .addColumn('employee_id', 'text')
    .addColumn('employee_name', 'text', (c) => c.notNull())
    .addColumn('conversation_id', 'text')
    .addColumn('subject', 'text')
    .execute()
  await db.schema.createIndex('audit_by_employee').on('audit').columns(['employee_id', 'number']).execute()
}
