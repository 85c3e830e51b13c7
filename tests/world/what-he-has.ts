import type { ToldEvent } from '../../shared/events.ts'

/** What an employee's browser would hold of the journal: a conversation's id and the ids of its messages. */
export type WhatHeHas = Map<string, Set<string>>

/** Applies events as the extension does: what is gone is forgotten with its messages. Of two that are one nothing is kept, as if each were long: older messages are asked for. */
export function applyTold(has: WhatHeHas, events: readonly ToldEvent[]): WhatHeHas {
  const now: WhatHeHas = new Map([...has].map(([id, messages]) => [id, new Set(messages)]))
  for (const event of events) {
    if (event.type === 'gone') for (const id of event.conversationIds) now.delete(id)
    else if (event.type === 'stage') continue
    else if (event.type === 'joined' && event.from.conversationId !== undefined) {
      now.delete(event.from.conversationId)
      now.set(event.conversation.id, new Set())
    } else {
      const messages = now.get(event.conversation.id) ?? new Set()
      if (event.type === 'message' && event.first) messages.add(event.message.id)
      now.set(event.conversation.id, messages)
    }
  }
  return now
}
