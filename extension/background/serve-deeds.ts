import { type ConversationId, type Instant, type MessageId, messageIdSchema, type NewId } from '../../shared/ids.ts'
import type { QuickReply } from '../../shared/inbox-commands.ts'
import type { RelayClient } from '../connection/relay-api.ts'
import { readHere } from '../database/here.ts'
import type { WorkerStore } from '../database/worker-store.ts'
import { keepTaken } from './forget-conversations.ts'
import type { Asked, InboxService } from './inbox-service.ts'
import type { RelayAccess } from './relay-access.ts'

export interface DeedsParts {
  database: WorkerStore
  access: RelayAccess
  newId: NewId
  clock: { now(): Instant }
  /** On the live connection, when there is one: nobody needs to know later that somebody was writing. */
  tellWriting: (conversationId: ConversationId) => void
}

type DeedsService = Pick<
  InboxService,
  | 'claim'
  | 'handOver'
  | 'close'
  | 'reopen'
  | 'writeNote'
  | 'stopObserving'
  | 'writing'
  | 'quickReplies'
  | 'setQuickReplies'
>

/** A key is told of so often at most. */
const writingToldEveryMs = 3_000

/** How employees share the work. What these have changed comes back as an event, with everybody else's changes in their order. */
export function serveDeeds(parts: DeedsParts): DeedsService {
  const ask = async (question: (relay: RelayClient) => Promise<Asked<unknown>>) =>
    done(await parts.access.ask(question))
  const named = <Wanted extends { id?: MessageId | undefined }>(wanted: Wanted) => ({
    ...wanted,
    id: wanted.id ?? parts.newId(messageIdSchema),
  })
  return {
    claim: (id) => ask((relay) => relay.claim(id)),
    handOver: async (id, wanted) => {
      const answer = await ask((relay) => relay.handOver(id, named(wanted)))
      if (!answer.ok) await keepComment(parts, id, wanted.comment, answer.takenBy)
      return answer
    },
    close: (id) => ask((relay) => relay.close(id)),
    reopen: (id) => ask((relay) => relay.reopen(id)),
    writeNote: (id, note) => ask((relay) => relay.writeNote(id, named(note))),
    stopObserving: (id) => ask((relay) => relay.stopObserving(id)),
    writing: createTellWriting(parts),
    quickReplies: () => keptQuickReplies(parts, (relay) => relay.quickReplies()),
    setQuickReplies: (list) => keptQuickReplies(parts, (relay) => relay.setQuickReplies(list)),
  }
}

const done = (asked: Asked<unknown>): Asked<void> => (asked.ok ? { ok: true, value: undefined } : asked)

/** A colleague was faster, and the conversation with the form is gone already: its words are kept where those of a draft are. */
async function keepComment(
  { database, clock }: DeedsParts,
  id: ConversationId,
  comment: string,
  takenBy: string | undefined,
): Promise<void> {
  const before = (await readHere(database)).employee?.id
  await database.write(['conversations', 'taken', 'takenFiles', 'here'], async (tables) => {
    if ((await tables.conversations.get(id)) !== undefined || before === undefined) return
    if ((await readHere(tables)).employee?.id !== before) return
    await keepTaken(tables, { id }, [{ words: [comment], files: [] }], { takenBy, at: clock.now() })
  })
}

/** A worker that has died in between tells once more: harmless. */
function createTellWriting({ tellWriting, clock }: DeedsParts): InboxService['writing'] {
  const toldAt = new Map<ConversationId, Instant>()
  return async (conversationId) => {
    if (clock.now() - (toldAt.get(conversationId) ?? Number.NEGATIVE_INFINITY) < writingToldEveryMs) return
    toldAt.set(conversationId, clock.now())
    tellWriting(conversationId)
  }
}

/** What the relay has is the truth: another place may have changed them. */
async function keptQuickReplies(
  { database, access }: DeedsParts,
  question: (relay: RelayClient) => Promise<Asked<{ quickReplies: QuickReply[] }>>,
): Promise<Asked<QuickReply[]>> {
  const before = await readHere(database)
  const answer = await access.ask(question)
  if (!answer.ok) return answer
  await database.write(['quickReplies', 'here'], async ({ quickReplies, here }) => {
    // Wiped while the answer was on its way: whoever sits here now asks for himself.
    if ((await readHere({ here })).employee?.id !== before.employee?.id) return
    await quickReplies.clear()
    await quickReplies.bulkPut(answer.value.quickReplies.map((each, position) => ({ ...each, position })))
  })
  return { ok: true, value: answer.value.quickReplies }
}
