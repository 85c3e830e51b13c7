import type Database from 'better-sqlite3'

/** The database of the base. Cursor and effects stand in one file, so one transaction holds both. */
export type Infobase = Database.Database

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
