import type { ExpressionBuilder } from 'kysely'
import * as v from 'valibot'
import { type EmployeeId, employeeIdSchema } from '../../shared/ids.ts'
import { seenBy, type Watched } from '../../shared/sight.ts'
import type { Tables } from './tables.ts'

/** Everybody who may read. */
export const everyone = '*'

/** Nobody but the supervisors. */
export const nobody = ''

/** Whether an employee is in a sight: how `seen_by` is read. */
export const isIn = (sight: string, id: EmployeeId): boolean => sight === everyone || sight.includes(` ${id} `)

/** The same as a condition on `conversations`. */
export const seenByHim =
  (id: EmployeeId) =>
  <From extends ExpressionBuilder<Tables, 'conversations'>>(e: From) =>
    e.or([e('conversations.seen_by', '=', everyone), e('conversations.seen_by', 'like', `% ${id} %`)])

/** Who is in one of two sights. */
export const eitherSight = (one: string, other: string): string =>
  one === everyone || other === everyone ? everyone : idsAsText([...new Set([...idsIn(one), ...idsIn(other)])])

/** A list of employees as one column: each id between blanks, so that a database finds one with `like`. Empty: nobody. */
export const idsAsText = (ids: readonly EmployeeId[]): string => (ids.length === 0 ? '' : ` ${ids.join(' ')} `)

export const idsIn = (text: string): EmployeeId[] =>
  text
    .split(' ')
    .filter((id) => id !== '')
    .map((id) => v.parse(employeeIdSchema, id))

/** What `Watched` says, as the column `seen_by`. */
export function sightColumn(conversation: Watched): string {
  const ids = seenBy(conversation)
  return ids === undefined ? everyone : idsAsText(ids)
}

/** The same of a row. */
export const sightOfRow = (
  row: Pick<Tables['conversations'], 'state' | 'owner_id' | 'observers' | 'escalation'>,
): string => sightColumn(watchedOf(row))

export const watchedOf = ({
  state,
  owner_id,
  observers,
  escalation,
}: Pick<Tables['conversations'], 'state' | 'owner_id' | 'observers' | 'escalation'>): Watched => ({
  state,
  ownerId: owner_id ?? undefined,
  observers: idsIn(observers),
  escalation: escalation ?? undefined,
})
