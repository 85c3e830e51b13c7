import * as v from 'valibot'
import type { Changes } from '../../shared/answers.ts'
import type { Employee } from '../../shared/employee.ts'
import { toldEventSchema } from '../../shared/events.ts'
import type { Cursor } from '../../shared/ids.ts'
import type { Store } from '../store/open.ts'
import { journalTextAfter } from '../store/written-events.ts'
import { toldAs } from './fan-out.ts'
import { isReachable } from './live.ts'
import { tellingOf } from './told-of.ts'

/** What the live connection would tell an employee after this cursor. The answer's cursor passes over what he may not see; `more`: ask again from there. */
export async function changesFor(store: Store, employee: Employee, after: Cursor, limit: number): Promise<Changes> {
  if (!(await isReachable(store, employee, after)))
    return { events: [], cursor: after, more: false, snapshotNeeded: true }
  const written = await journalTextAfter(store.read, after, limit)
  const told = toldAs(
    written,
    written.map((event) => tellingOf(employee, event)),
  )
  return {
    events: told.map((text) => v.parse(toldEventSchema, JSON.parse(text))),
    cursor: written.at(-1)?.seq ?? after,
    more: written.length === limit,
    snapshotNeeded: false,
  }
}
