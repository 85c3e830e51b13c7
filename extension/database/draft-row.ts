import type { Reply } from '../../shared/commands.ts'
import type { ConversationId, EmployeeId, FileId, Instant, MessageId } from '../../shared/ids.ts'

/** What is half written in a conversation. A row of an older version has none of what follows `changedAt`. */
export interface DraftRow {
  conversationId: ConversationId
  /** For the client. */
  text: string
  changedAt: Instant
  /** For colleagues only. Apart from `text`, so that no switch ever makes a reply of it. */
  note?: string
  /** A hidden note is being written, no reply. */
  noteMode?: true
  /** Colleagues that were chosen from the list for the note. */
  mentions?: EmployeeId[]
  /** The message that it answers. */
  quotedMessageId?: MessageId
  /** Where in the text the next key goes. */
  caret?: number
  /** Names of what lies in `draftFiles`, for the list. */
  files?: string[]
}

/** A file that waits beside a draft, so that it is there still when the page was closed. */
export interface DraftFileRow extends Pick<Reply, 'as'> {
  /** Under which it will be uploaded. */
  id: FileId
  conversationId: ConversationId
  /** They leave in this order. */
  position: number
  name: string
  mime: string
  bytes: Blob
}
