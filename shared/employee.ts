import * as v from 'valibot'
import type { Conversation } from './conversation.ts'
import { employeeIdSchema } from './ids.ts'

/** `read` and `reply` make an employee; `admin` also pairs, sets up and sees the audit. */
export const rightSchema = v.picklist(['read', 'reply', 'admin'])
export type Right = v.InferOutput<typeof rightSchema>

export const employeeSchema = v.object({
  id: employeeIdSchema,
  name: v.string(),
  rights: v.array(rightSchema),
  /** Whether he stands in the queue: he is notified of new messages that nobody owns. */
  inQueue: v.boolean(),
})
export type Employee = v.InferOutput<typeof employeeSchema>

export const has = (employee: Pick<Employee, 'rights'>, right: Right): boolean => employee.rights.includes(right)

/** Whether this conversation waits for an answer from this employee: the one rule of the badge and of notifications. */
export function waitsFor(
  employee: Employee,
  conversation: Pick<Conversation, 'waitingSince' | 'state' | 'ownerId'>,
): boolean {
  if (conversation.waitingSince === undefined || !has(employee, 'reply')) return false
  return conversation.state === 'inWork' ? conversation.ownerId === employee.id : employee.inQueue
}
