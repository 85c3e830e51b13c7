import type { EmployeeId } from '../../shared/ids.ts'
import type { FormRow } from './form-row.ts'
import type { Store } from './store.ts'
import { mayStillWrite } from './write-draft.ts'

/** Each in the place of what was there before, under the same conditions as drafts; one without fields goes. */
export async function writeForms(
  store: Store,
  rows: readonly FormRow[],
  author: EmployeeId | undefined,
): Promise<void> {
  await store.write(['forms', 'here', 'conversations'], async (tables) => {
    for (const row of rows) {
      const kept = await tables.forms.get(row.id)
      // Another page has gone on since.
      if (kept !== undefined && kept.changedAt > row.changedAt) continue
      if (!(await mayStillWrite(tables, row.conversationId, author))) continue
      if (Object.keys(row.fields).length === 0) await tables.forms.delete(row.id)
      else await tables.forms.put(row)
    }
  })
}
