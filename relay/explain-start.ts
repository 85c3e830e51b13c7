/** What a person at the terminal is told when the relay cannot start: what is wrong and what to do. Unknown faults keep their stack. */
export function explainStart(error: unknown): string {
  for (const fault of causesOf(error)) {
    const sentence = sentences[fault.code]
    if (sentence !== undefined) return `${sentence}\n  (${fault.code}: ${fault.message})`
  }
  return error instanceof Error ? (error.stack ?? error.message) : String(error)
}

const folder = 'The data folder cannot be used. Let this user write to it, or name another one with RELAY_DATA.'
const database =
  'PostgreSQL does not answer at DATABASE_URL. Start it, correct the address, or leave DATABASE_URL out for SQLite.'
const entrance = 'PostgreSQL has refused the user, the password or the database of DATABASE_URL.'

/** By the codes of Node, SQLite and PostgreSQL. */
const sentences: Record<string, string> = {
  EADDRINUSE: 'The port is taken: another relay may be running. Stop it, or choose another one with RELAY_PORT.',
  EADDRNOTAVAIL: 'This machine has no such address. Correct RELAY_HOST.',
  EACCES: folder,
  EPERM: folder,
  EROFS: folder,
  EEXIST: folder,
  ENOTDIR: folder,
  ENOENT: folder,
  SQLITE_CANTOPEN: folder,
  SQLITE_READONLY: folder,
  SQLITE_NOTADB:
    'relay.sqlite in the data folder is not a database of this relay. Put it back from a backup, or move it away to begin anew.',
  SQLITE_CORRUPT:
    'relay.sqlite in the data folder is damaged. Put it back from a backup, or move it away to begin anew.',
  ENOSPC: 'The disk is full. Free some space.',
  SQLITE_FULL: 'The disk is full. Free some space.',
  ECONNREFUSED: database,
  ENOTFOUND: database,
  ETIMEDOUT: database,
  EAI_AGAIN: database,
  '28P01': entrance,
  '28000': entrance,
  '3D000': entrance,
}

interface Fault {
  code: string
  message: string
}

/** The error with what has caused it, outermost first. */
function causesOf(error: unknown): Fault[] {
  if (!(error instanceof Error)) return []
  const own = 'code' in error && typeof error.code === 'string' ? [{ code: error.code, message: error.message }] : []
  const inner = error instanceof AggregateError ? error.errors.flatMap(causesOf) : []
  return [...own, ...inner, ...causesOf(error.cause)]
}
