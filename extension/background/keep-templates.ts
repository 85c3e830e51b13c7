import type { OnecStatus } from '../../shared/onec-status.ts'
import { readHere } from '../database/here.ts'
import type { WorkerStore } from '../database/worker-store.ts'
import type { RelayAccess } from './relay-access.ts'

/** Another word whenever a base may have given other templates; empty where none has given any. Pure. */
export const templatesWord = (onec: OnecStatus | undefined): string =>
  (onec?.bases ?? [])
    .flatMap(({ id, templatesRevision }) => (templatesRevision === undefined ? [] : `${id}:${templatesRevision}`))
    .join(' ')

/** Fetches the templates when the relay has others than those here. What fails is tried again at the next word of the relay's. */
export async function keepTemplates({
  database,
  askRelay,
}: {
  database: WorkerStore
  askRelay: RelayAccess['ask']
}): Promise<void> {
  const before = await readHere(database)
  const word = templatesWord(before.onec)
  if (word === (before.templatesWord ?? '')) return
  const answer = await askRelay((relay) => relay.templates())
  if (!answer.ok) return console.warn(`templates: ${answer.code}: ${answer.message}`)
  await database.write(['templates', 'here'], async (tables) => {
    const here = await readHere(tables)
    // Wiped while the answer was on its way: whoever sits here now asks for himself.
    if (here.employee === undefined || here.employee.id !== before.employee?.id) return
    await tables.templates.clear()
    await tables.templates.bulkPut(answer.value.templates.map((template, position) => ({ ...template, position })))
    await tables.here.put({ ...here, templatesWord: word })
  })
}
