import type { ConversationId, Instant, MessageId } from '../../shared/ids.ts'
import type { WorkerStore } from '../database/worker-store.ts'
import type { Asked, InboxService } from './inbox-service.ts'
import type { RelayAccess } from './relay-access.ts'
import { takeDocuments } from './take-documents.ts'

export interface FromOnecParts {
  database: WorkerStore
  access: RelayAccess
  clock: { now(): Instant }
}

/** What employees get from 1C: its documents, its tasks. Its templates come by themselves. */
export const serveFromOnec = (
  parts: FromOnecParts,
): Pick<InboxService, 'askForDocuments' | 'lookForDocuments' | 'makeTask'> => ({
  askForDocuments: (conversationId, lookupId) => askForDocuments(parts, conversationId, lookupId),
  lookForDocuments: async (lookupId) => {
    const answer = await parts.access.ask((relay) => relay.documents(lookupId))
    if (!answer.ok) return answer
    if (answer.value.documents) await takeDocuments(parts.database, lookupId, answer.value.documents)
    return { ok: true, value: undefined }
  },
  makeTask: async (messageId, taskId, text) => {
    const answer = await parts.access.ask((relay) => relay.makeTask(messageId, taskId, text))
    return answer.ok ? { ok: true, value: undefined } : answer
  },
})

/** The row first: 1C's answer may overtake the relay's. A new question takes the place of those before. */
async function askForDocuments(
  { database, access, clock }: FromOnecParts,
  conversationId: ConversationId,
  id: MessageId,
): Promise<Asked<void>> {
  const { lookups } = database
  await database.write(['lookups'], async (tables) => {
    await tables.lookups.deleteIn('conversationId', conversationId)
    await tables.lookups.put({ id, conversationId, askedAt: clock.now() })
  })
  const answer = await access.ask((relay) => relay.askForDocuments(conversationId, id))
  if (answer.ok) {
    if (answer.value.documents) await takeDocuments(database, id, answer.value.documents)
    return { ok: true, value: undefined }
  }
  await lookups.delete(id)
  return answer
}
