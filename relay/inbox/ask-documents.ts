import { clientShown } from '../../shared/client.ts'
import type { Employee } from '../../shared/employee.ts'
import type { ConversationId, Instant, MessageId } from '../../shared/ids.ts'
import type { OnecDocument } from '../../shared/onec-document.ts'
import type { Clock } from '../clock.ts'
import { Refused } from '../refused.ts'
import { conversationById, lockConversation, showConversation } from '../store/conversations.ts'
import { type DocumentLookup, insertLookup, lookupsById } from '../store/document-lookups.ts'
import { askOnec } from '../store/onec-questions.ts'
import type { Store, Writer } from '../store/open.ts'
import { refuseLostRight } from './refuse-lost-right.ts'
import { refuseWithoutBase } from './refuse-without-base.ts'
import { refuseUnseen, seenConversation, seesRow } from './who-sees.ts'

export interface AskDocumentsParts {
  store: Store
  clock: Clock
  /** Tells the one employee whom it concerns what 1C has answered. */
  tell(answer: { lookupId: MessageId; documents: OnecDocument[] }, concerns: (employee: Employee) => boolean): void
  onError(error: unknown): void
}

/** Employees asking 1C which documents of a client there are. 1C answers when its job runs, so the answer is told later. */
export interface AskDocuments {
  /** Repeating it changes nothing. @throws Refused `notFound`, `noBase`, `noClientCard`, `conflict` */
  ask(employee: Employee, conversationId: ConversationId, id: MessageId): Promise<DocumentLookup>
  /** How it stands now. @throws Refused `notFound`, also when somebody else has asked it. */
  look(employee: Employee, id: MessageId): Promise<DocumentLookup>
}

/** Whoever has waited for so long has gone away, or looks for himself. */
const waitedFor = 15 * 60_000

export function createAskDocuments(parts: AskDocumentsParts): AskDocuments {
  const { store } = parts
  /** Those that were asked here and are not answered: after a restart whoever waits looks for himself. */
  const waiting = new Map<MessageId, Instant>()
  const tellAnswered = async () => {
    for (const { id, employeeId, conversationId, documents } of await lookupsById(store.read, [...waiting.keys()])) {
      if (documents === undefined || !waiting.delete(id)) continue
      const row = await conversationById(store.read, conversationId)
      if (row) parts.tell({ lookupId: id, documents }, (each) => each.id === employeeId && seesRow(each, row))
    }
    const longAgo = parts.clock.now() - waitedFor
    for (const [id, askedAt] of waiting) if (askedAt < longAgo) waiting.delete(id)
  }
  store.journalGrew.listen(() => {
    if (waiting.size > 0) void tellAnswered().catch(parts.onError)
  })
  return {
    ask: async (employee, conversationId, id) => {
      const lookup = await store.write((tx) => askOnce(tx, employee, conversationId, id, parts.clock))
      if (lookup.documents === undefined) waiting.set(id, parts.clock.now())
      return lookup
    },
    look: async (employee, id) => {
      const [lookup] = await lookupsById(store.read, [id])
      if (lookup?.employeeId !== employee.id) throw new Refused('notFound', 'There is no such question.')
      await seenConversation(store.read, employee, lookup.conversationId)
      return lookup
    },
  }
}

async function askOnce(
  tx: Writer,
  employee: Employee,
  asked: ConversationId,
  id: MessageId,
  clock: Clock,
): Promise<DocumentLookup> {
  await refuseLostRight(tx, employee, 'reply')
  const conversation = await lockConversation(tx, asked)
  refuseUnseen(employee, conversation)
  const [known] = await lookupsById(tx, [id])
  if (known) {
    if (known.employeeId === employee.id && known.conversationId === conversation.id) return known
    throw new Refused('conflict', 'Another question has this id already.')
  }
  const base = await refuseWithoutBase(tx, conversation.channel_id)
  // Documents come from the base that decides about the number, so its card counts.
  const cards = (await showConversation(tx, conversation.id))?.contact.clients?.filter(({ baseId }) => baseId === base)
  const card = clientShown(cards)
  if (!card) throw new Refused('noClientCard', 'Nobody knows who this is in 1C: choose the card first.')
  const lookup = { id, baseId: base, conversationId: conversation.id, employeeId: employee.id }
  const at = clock.now()
  await insertLookup(tx, lookup, at)
  await askOnec(tx, { type: 'documentLookup', lookupId: id, clientRef: card.ref, userId: employee.id }, { at, base })
  return lookup
}
