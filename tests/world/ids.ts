import type * as v from 'valibot'
import * as valibot from 'valibot'
import type { NewId } from '../../shared/ids.ts'

/** Ids that count up, so that a test's failure reads the same each time. */
export function countingIds(): NewId {
  let next = 0
  return <T>(schema: v.GenericSchema<string, T>): T => {
    next += 1
    return valibot.parse(schema, `00000000-0000-7000-8000-${String(next).padStart(12, '0')}`)
  }
}
