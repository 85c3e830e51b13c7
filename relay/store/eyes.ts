import { type RawBuilder, type SqlBool, sql } from 'kysely'
import type { EmployeeId } from '../../shared/ids.ts'
import { everyone } from './sight-column.ts'

/** Whose eyes it is for: a supervisor's, or those of one employee. */
export type Eyes = 'all' | EmployeeId

/** What this employee may see of the conversations in the statement (`shared/sight.ts`, as the column has it). */
export const visibleTo = (eyes: Eyes): RawBuilder<SqlBool> =>
  eyes === 'all'
    ? sql<SqlBool>`1 = 1`
    : sql<SqlBool>`(conversations.seen_by = ${everyone} or conversations.seen_by like ${`% ${eyes} %`})`
