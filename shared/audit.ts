import * as v from 'valibot'
import { conversationIdSchema, employeeIdSchema, instantSchema } from './ids.ts'

/** What the audit keeps: who read, sent, paired, changed. A closed list; the options page has a sentence for each. Never texts of messages or secrets. */
export const auditActions = [
  'signedIn',
  'conversationRead',
  'replySent',
  'messageEdited',
  'messageDeleted',
  'fileRead',
  'searched',
  'claimed',
  'handedOver',
  'closed',
  'reopened',
  'noteWritten',
  'observerLeft',
  'channelAdded',
  'channelChanged',
  'channelRemoved',
  'pairingStarted',
  'unlinked',
  'employeeInvited',
  'employeeChanged',
  'employeeRemoved',
  'baseLinked',
  'baseChanged',
  'baseRemoved',
  'settingsChanged',
] as const
export const auditActionSchema = v.picklist(auditActions)
export type AuditAction = v.InferOutput<typeof auditActionSchema>

export const auditEntrySchema = v.object({
  /** Grows. */
  number: v.number(),
  at: instantSchema,
  action: auditActionSchema,
  employeeId: v.optional(employeeIdSchema),
  /** As he was called then. */
  employeeName: v.string(),
  conversationId: v.optional(conversationIdSchema),
  /** What it was done to, in words: a client, a number, an employee, a setting. */
  subject: v.optional(v.string()),
})
export type AuditEntry = v.InferOutput<typeof auditEntrySchema>

/** GET /api/v1/audit: all, or of one employee, or one action; `before` goes further back. */
export const auditQuestionSchema = v.object({
  before: v.optional(v.number()),
  employeeId: v.optional(employeeIdSchema),
  action: v.optional(auditActionSchema),
})
export type AuditQuestion = v.InferOutput<typeof auditQuestionSchema>

/** Answer of GET /api/v1/audit?before=&employee=&action=: newest first. */
export const auditPageSchema = v.object({ entries: v.array(auditEntrySchema), more: v.boolean() })
export type AuditPage = v.InferOutput<typeof auditPageSchema>
