import type { ConversationId, EmployeeId, MessageId, QuickReplyId } from '../../shared/ids.ts'
import type { Message } from '../../shared/message.ts'
import type { DraftFileRow, DraftRow } from './draft-row.ts'
import type { FormRow } from './form-row.ts'
import type {
  ConversationRow,
  FileRow,
  HereRow,
  JoinedRow,
  LookupRow,
  NoticeRow,
  OutboxRow,
  QuickReplyRow,
  ReadMarkRow,
  RecordingRow,
  TakenFileRow,
  TakenRow,
  TemplateRow,
  UploadRow,
  WritingRow,
} from './rows.ts'
import type { StoreName } from './schema.ts'

/** What lies in each store, and by which key. */
interface StoredTypes {
  conversations: { row: ConversationRow; key: ConversationId }
  messages: { row: Message; key: MessageId }
  farMessages: { row: Message; key: MessageId }
  outbox: { row: OutboxRow; key: MessageId }
  drafts: { row: DraftRow; key: ConversationId }
  draftFiles: { row: DraftFileRow; key: DraftFileRow['id'] }
  here: { row: HereRow; key: 'here' }
  uploads: { row: UploadRow; key: MessageId }
  joined: { row: JoinedRow; key: ConversationId }
  files: { row: FileRow; key: string }
  templates: { row: TemplateRow; key: [TemplateRow['baseId'], TemplateRow['id']] }
  lookups: { row: LookupRow; key: MessageId }
  writing: { row: WritingRow; key: [ConversationId, EmployeeId] }
  taken: { row: TakenRow; key: ConversationId }
  quickReplies: { row: QuickReplyRow; key: QuickReplyId }
  muted: { row: { conversationId: ConversationId }; key: ConversationId }
  notices: { row: NoticeRow; key: ConversationId }
  recordings: { row: RecordingRow; key: [ConversationId, number] }
  readMarks: { row: ReadMarkRow; key: ConversationId }
  forms: { row: FormRow; key: MessageId }
  takenFiles: { row: TakenFileRow; key: string }
}

export type RowOf<Name extends StoreName> = StoredTypes[Name]['row']
export type KeyOf<Name extends StoreName> = StoredTypes[Name]['key']

/** What the pages' Dexie and the worker's store have in common. */
export interface Rows<Row, Key> {
  get(key: Key): Promise<Row | undefined>
  put(row: Row): Promise<unknown>
  delete(key: Key): Promise<void>
  clear(): Promise<void>
  toArray(): Promise<Row[]>
}

/** In a transaction, or each deed in one of its own. */
export type Tables = { [Name in StoreName]: Rows<RowOf<Name>, KeyOf<Name>> }

/** The profile's store, for functions that pages and worker share. */
export interface Store extends Tables {
  /**
   * All of it or nothing: what throws in `work` undoes what it has written. Within, nothing is asked but `tables`, and nothing is waited for but their answers: a transaction
   * that has nothing to do ends by itself.
   */
  write<Name extends StoreName, T>(names: readonly Name[], work: (tables: Pick<Tables, Name>) => Promise<T>): Promise<T>
}
