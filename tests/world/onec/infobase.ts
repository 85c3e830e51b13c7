import Database from 'better-sqlite3'

/** The database of the base. Cursor and effects stand in one file, so one transaction holds both. */
export type Infobase = Database.Database

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
      -- waiting: an employee's reply that is not decided; toSend, refused, settled
      decision text not null default 'settled',
      status text,
      sent_times integer not null default 0
    );
    create table if not exists effects (n integer primary key autoincrement, kind text not null, body text not null);
  `)
  return base
}

export const backupOf = (base: Infobase): Buffer => base.serialize()

export function constant(base: Infobase, name: string): string | undefined {
  const value: unknown = base.prepare('select value from constants where name = ?').pluck().get(name)
  return typeof value === 'string' ? value : undefined
}

export function setConstant(base: Infobase, name: string, value: string): void {
  base
    .prepare('insert into constants values (?, ?) on conflict (name) do update set value = excluded.value')
    .run(name, value)
}

/** How far this base has applied the relay's journal. */
export const cursorOf = (base: Infobase): number => Number(constant(base, 'cursor') ?? 0)
