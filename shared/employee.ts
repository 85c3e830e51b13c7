import * as v from 'valibot'
import { baseIdSchema, employeeIdSchema, groupIdSchema } from './ids.ts'

/** `read` and `reply` make an employee; `admin` also pairs, sets up and sees the audit; `supervise` sees everybody's conversations. */
export const rightSchema = v.picklist(['read', 'reply', 'admin', 'supervise'])
export type Right = v.InferOutput<typeof rightSchema>

export const employeeSchema = v.object({
  id: employeeIdSchema,
  name: v.string(),
  rights: v.array(rightSchema),
  /** Whether he stands in the queue: he is notified of new messages that nobody owns. */
  inQueue: v.boolean(),
  /** The groups that he is a member of. */
  groups: v.optional(v.array(groupIdSchema)),
  /** He comes from this 1C base, which alone says who he is and what he may. */
  baseId: v.optional(baseIdSchema),
  /** His login there. */
  login: v.optional(v.string()),
})
export type Employee = v.InferOutput<typeof employeeSchema>

/**
 * Why an employee's access was taken away: by an administrator; he is not in 1C's snapshot any more, or may not read there; 1C has become the
 * only source of employees; his base was unlinked.
 */
export const revokedBecauseSchema = v.picklist(['byHand', 'notInOnec', 'onecDecides', 'baseRemoved'])
export type RevokedBecause = v.InferOutput<typeof revokedBecauseSchema>

/** Why a person of 1C's snapshot was not taken: he cannot be read; he stands there twice; another base has him already. */
export const badUserFaultSchema = v.picklist(['unreadable', 'twice', 'otherBase'])
export type BadUserFault = v.InferOutput<typeof badUserFaultSchema>

export const has = (employee: Pick<Employee, 'rights'>, right: Right): boolean => employee.rights.includes(right)
