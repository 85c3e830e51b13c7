import * as v from 'valibot'
import { employeeIdSchema, groupIdSchema } from './ids.ts'

/** To whom a conversation is handed over. `queue`: back to where everybody is told. */
export const handOverTargetSchema = v.variant('to', [
  v.object({ to: v.literal('employee'), employeeId: employeeIdSchema }),
  v.object({ to: v.literal('group'), groupId: groupIdSchema }),
  v.object({ to: v.literal('queue') }),
])
export type HandOverTarget = v.InferOutput<typeof handOverTargetSchema>
