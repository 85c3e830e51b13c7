import type { AuditAction, AuditEntry } from '../../shared/audit.ts'
import type { ConversationId, EmployeeId, Instant, MessageId } from '../../shared/ids.ts'
import type { Reader, Writer } from './open.ts'

export interface NewAuditEntry {
  at: Instant
  action: AuditAction
  employee: { id: EmployeeId; name: string }
  conversationId?: ConversationId | undefined
  subject?: string | undefined
}

export async function addToAudit(tx: Writer, entry: NewAuditEntry): Promise<void> {
  await tx
    .insertInto('audit')
    .values({
      at: entry.at,
      action: entry.action,
      employee_id: entry.employee.id,
      employee_name: entry.employee.name,
      conversation_id: entry.conversationId ?? null,
      subject: entry.subject ?? null,
    })
    .execute()
}

export interface AuditQuestion {
  /** Entries older than this one. */
  before?: number | undefined
  employeeId?: EmployeeId | undefined
  action?: AuditAction | undefined
  limit: number
}

/** The audit, newest first. */
export async function auditEntries(
  db: Reader,
  { before, employeeId, action, limit }: AuditQuestion,
): Promise<AuditEntry[]> {
  let query = db.selectFrom('audit').selectAll()
  if (before !== undefined) query = query.where('number', '<', before)
  if (employeeId !== undefined) query = query.where('employee_id', '=', employeeId)
  if (action !== undefined) query = query.where('action', '=', action)
  const rows = await query.orderBy('number', 'desc').limit(limit).execute()
  return rows.map((row) => ({
    number: Number(row.number),
    at: row.at,
    action: row.action,
    employeeName: row.employee_name,
    ...(row.employee_id === null ? {} : { employeeId: row.employee_id }),
    ...(row.conversation_id === null ? {} : { conversationId: row.conversation_id }),
    ...(row.subject === null ? {} : { subject: row.subject }),
  }))
}

/** Forgets what is older; at most `limit`. @returns how many were forgotten. */
export async function forgetAudit(tx: Writer, olderThan: Instant, limit: number): Promise<number> {
  const oldest = await tx.selectFrom('audit').select(['number', 'at']).orderBy('number').limit(limit).execute()
  const young = oldest.findIndex(({ at }) => at >= olderThan)
  const last = oldest[(young === -1 ? oldest.length : young) - 1]
  if (!last) return 0
  await tx.deleteFrom('audit').where('number', '<=', last.number).execute()
  return young === -1 ? oldest.length : young
}

/** What a conversation is called in the audit: the contact's name, else his phone; and the conversation of a message. */
export async function auditedConversation(
  db: Reader,
  by: { conversationId: ConversationId } | { messageId: MessageId },
): Promise<{ conversationId: ConversationId; subject: string } | undefined> {
  const query = db
    .selectFrom('conversations')
    .innerJoin('contacts', 'contacts.id', 'conversations.contact_id')
    .select(['conversations.id as conversationId', 'contacts.name as name', 'contacts.phone as phone'])
  const row = await ('conversationId' in by
    ? query.where('conversations.id', '=', by.conversationId)
    : query
        .innerJoin('messages', 'messages.conversation_id', 'conversations.id')
        .where('messages.id', '=', by.messageId)
  ).executeTakeFirst()
  if (!row) return undefined
  const { conversationId, name, phone } = row
  return { conversationId, subject: name === '' ? (phone ?? '') : name }
}

/** What something with an id of its own is called in the audit. */
export async function auditedName(
  db: Reader,
  table: 'employees' | 'channels' | 'bases' | 'files',
  id: string,
): Promise<string | undefined> {
  const row = await db
    .selectFrom(table)
    .select('name')
    .where((e) => e(e.cast<string>('id', 'text'), '=', id))
    .executeTakeFirst()
  return row?.name
}
