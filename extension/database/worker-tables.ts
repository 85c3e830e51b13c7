import type { StoreName } from './schema.ts'
import { type Access, WorkerTable } from './worker-table.ts'

export type WorkerTables = { [Name in StoreName]: WorkerTable<Name> }

export function workerTables(access: (name: StoreName) => Access): WorkerTables {
  const table = <Name extends StoreName>(name: Name) => new WorkerTable(name, access(name))
  return {
    conversations: table('conversations'),
    messages: table('messages'),
    farMessages: table('farMessages'),
    outbox: table('outbox'),
    drafts: table('drafts'),
    draftFiles: table('draftFiles'),
    here: table('here'),
    uploads: table('uploads'),
    joined: table('joined'),
    files: table('files'),
    templates: table('templates'),
    lookups: table('lookups'),
    writing: table('writing'),
    taken: table('taken'),
    quickReplies: table('quickReplies'),
    muted: table('muted'),
    notices: table('notices'),
    recordings: table('recordings'),
    readMarks: table('readMarks'),
    forms: table('forms'),
    takenFiles: table('takenFiles'),
  }
}
