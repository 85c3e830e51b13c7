import type { GoneEvent } from '../../shared/events.ts'
import type { ConversationId } from '../../shared/ids.ts'
import type { Taking } from './forget-conversations.ts'
import { conversationOf, type PlainEvent } from './rows-in-hand.ts'

export interface SortedOut {
  /** Conversations that have gone, with who has taken them first: nothing could be written there since. */
  going: Map<ConversationId, Taking>
  /** What was told of them until they went, for the last time: it leaves no trace. */
  before: PlainEvent[]
  /** All the rest, in its order: of others, and of those that have come back. */
  after: PlainEvent[]
}

/** After a weekend hundreds of conversations have been taken by others, one here and one there: they are forgotten together, and what lies between is applied together. */
export function sortOutGone(run: readonly (PlainEvent | GoneEvent)[]): SortedOut {
  const going = new Map<ConversationId, Taking>()
  const left = new Map<ConversationId, number>()
  for (const event of run) {
    if (event.type !== 'gone') continue
    for (const id of event.conversationIds) {
      if (!going.has(id)) going.set(id, { takenBy: event.takenBy, at: event.at })
      left.set(id, event.seq)
    }
  }
  const plain = run.filter((event) => event.type !== 'gone')
  const wasBefore = (event: PlainEvent) => event.seq < (left.get(conversationOf(event)) ?? 0)
  return { going, before: plain.filter(wasBefore), after: plain.filter((event) => !wasBefore(event)) }
}
