import * as v from 'valibot'
import { defaultSynchronisation, type Synchronisation, synchronisationSchema } from '../../shared/commands.ts'
import type { Reader, Writer } from './open.ts'

/** Settings that the administrator changes while the relay runs. Those of the process are in `relay/settings.ts`. */
export async function synchronisation(db: Reader): Promise<Synchronisation> {
  const row = await db.selectFrom('settings').select('value').where('key', '=', 'synchronisation').executeTakeFirst()
  return row ? v.parse(synchronisationSchema, JSON.parse(row.value)) : defaultSynchronisation
}

export async function keepSynchronisation(tx: Writer, value: Synchronisation): Promise<void> {
  const row = { key: 'synchronisation', value: JSON.stringify(value) }
  await tx
    .insertInto('settings')
    .values(row)
    .onConflict((c) => c.column('key').doUpdateSet({ value: row.value }))
    .execute()
}
