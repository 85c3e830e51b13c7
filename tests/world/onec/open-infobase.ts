import Database from 'better-sqlite3'
import type { Infobase } from './infobase.ts'
import { parts } from './parts.ts'

/** @param from a file's name, `:memory:`, or what `backupOf` gave. */
export function openInfobase(from: string | Buffer): Infobase {
  const base = new Database(from)
  base.pragma('journal_mode = WAL')
  base.exec(`
    create table if not exists constants (name text primary key, value text not null);
    -- The register of messages: what the relay told of and what is to leave. The key is the message's id.
    create table if not exists messages (
      key text primary key,
      conversation text,
      phone text,
      author text,
      text text,
      file text,
      direction text not null,
      -- rendering: its file is not with the relay yet; waiting: an employee's reply that is not decided; toSend, refused, settled
      decision text not null default 'settled',
      status text,
      sent_times integer not null default 0,
      -- What else its outgoing says, as JSON.
      extra text
    );
    create table if not exists effects (n integer primary key autoincrement, kind text not null, body text not null);
  `)
  for (const { tables } of parts) if (tables !== undefined) base.exec(tables)
  return base
}
