import type { OnecStatus } from '../../shared/onec-status.ts'
import type { InboxDatabase } from '../database/database.ts'
import { readHere } from '../database/here.ts'
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
  database: InboxDatabase
  askRelay: RelayAccess['ask']
}): Promise<void> {
  const before = await readHere(database)
  const word = templatesWord(before.onec)
  if (word === (before.templatesWord ?? '')) return
  const answer = await askRelay((relay) => relay.templates())
  if (!answer.ok) return console.warn(`templates: ${answer.code}: ${answer.message}`)
  await database.transaction('rw', database.templates, database.here, async () => {
    const here = await readHere(database)
    // Wiped while the answer was on its way: whoever sits here now asks for himself.
    if (here.employee === undefined || here.employee.id !== before.employee?.id) return
    await database.templates.clear()
    await database.templates.bulkPut(answer.value.templates.map((template, position) => ({ ...template, position })))
    await database.here.put({ ...here, templatesWord: word })
  })
}
