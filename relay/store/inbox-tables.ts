import type { Generated } from 'kysely'
import type { AuditAction } from '../../shared/audit.ts'
import type { ConversationId, EmployeeId, GroupId, Instant, MessageId, QuickReplyId } from '../../shared/ids.ts'
import type { AutomaticTextKind } from '../../shared/inbox-settings.ts'

/** The tables of how employees share the work; what holds for all of them stands at `Tables`. */
export interface InboxTables {
  employee_groups: { id: GroupId; name: string; position: number }
  group_members: { group_id: GroupId; employee_id: EmployeeId }
  /** `about`: the moment that has set it off: never twice for the same. */
  automatic_texts: {
    conversation_id: ConversationId
    kind: AutomaticTextKind
    about: Instant
    message_id: MessageId
    at: Instant
  }
  quick_replies: { employee_id: EmployeeId; id: QuickReplyId; position: number; name: string; text: string }
  audit: {
    number: Generated<number>
    at: Instant
    action: AuditAction
    employee_id: EmployeeId | null
    employee_name: string
    conversation_id: ConversationId | null
    subject: string | null
  }
}
