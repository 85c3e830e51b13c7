import { Dexie, type EntityTable, type Table } from 'dexie'
import type { ConversationId, EmployeeId } from '../../shared/ids.ts'
import type { Message } from '../../shared/message.ts'
import type { DraftFileRow, DraftRow } from './draft-row.ts'
import type { FormRow } from './form-row.ts'
import type * as rows from './rows.ts'
import { databaseName, type StoreName, schema, schemaVersion } from './schema.ts'
import type { Store, Tables } from './store.ts'

export type * from './draft-row.ts'
export type * from './form-row.ts'
export * from './rows.ts'

/** The profile's store as pages see it: everything they show comes from here by live query. Only the background, by its `WorkerStore`, writes `conversations`, `messages`, `here`. */
export class InboxDatabase extends Dexie implements Store {
  declare conversations: EntityTable<rows.ConversationRow, 'id'>
  declare messages: EntityTable<Message, 'id'>
  declare farMessages: EntityTable<Message, 'id'>
  declare outbox: EntityTable<rows.OutboxRow, 'id'>
  declare drafts: EntityTable<DraftRow, 'conversationId'>
  declare draftFiles: EntityTable<DraftFileRow, 'id'>
  declare here: EntityTable<rows.HereRow, 'key'>
  declare uploads: EntityTable<rows.UploadRow, 'id'>
  declare joined: EntityTable<rows.JoinedRow, 'from'>
  declare files: EntityTable<rows.FileRow, 'key'>
  declare templates: Table<rows.TemplateRow, [rows.TemplateRow['baseId'], rows.TemplateRow['id']]>
  declare lookups: EntityTable<rows.LookupRow, 'id'>
  declare writing: Table<rows.WritingRow, [ConversationId, EmployeeId]>
  declare taken: EntityTable<rows.TakenRow, 'conversationId'>
  declare quickReplies: EntityTable<rows.QuickReplyRow, 'id'>
  declare muted: EntityTable<{ conversationId: ConversationId }, 'conversationId'>
  declare notices: EntityTable<rows.NoticeRow, 'conversationId'>
  declare recordings: Table<rows.RecordingRow, [ConversationId, number]>
  declare readMarks: EntityTable<rows.ReadMarkRow, 'conversationId'>
  declare forms: EntityTable<FormRow, 'id'>
  declare takenFiles: EntityTable<rows.TakenFileRow, 'id'>

  constructor(name = databaseName) {
    super(name)
    const stores = Object.entries(schema).map(([store, keys]) => [store, keys.join(', ')])
    this.version(schemaVersion).stores(Object.fromEntries(stores))
  }

  write<Name extends StoreName, T>(
    names: readonly Name[],
    work: (tables: Pick<Tables, Name>) => Promise<T>,
  ): Promise<T> {
    // Async by its own word: else Dexie does not follow it over its first `await`.
    return this.transaction('rw', [...names], async () => work(this))
  }
}
