import * as v from 'valibot'
import { type Employee, has } from '../../shared/employee.ts'
import { type GoneEvent, journalEventSchema } from '../../shared/events.ts'
import type { ConversationId } from '../../shared/ids.ts'
import { isIn } from '../store/sight-column.ts'
import type { WrittenEvent } from '../store/written-events.ts'

/** What a reader is told of an event: itself; that he may not see these conversations any more; or nothing, his cursor passes over it. */
export type Telling = 'event' | 'gone' | 'nothing'

/**
 * What an employee is told of an event (docs/decisions/0020). He must see its conversation as it stood then and as it stands now. Passing over what he might see then but may
 * not now is safe: whatever has shut him out stands further on in the journal, and tells him so. But of two that became one it names only the one that stays: that the other is no more
 * stands here alone. Pure.
 */
export function tellingOf(employee: Employee, event: WrittenEvent): Telling {
  if (event.audience === 'onec' || !has(employee, 'read')) return 'nothing'
  if (has(employee, 'supervise')) return 'event'
  const { seenBy, sightBefore, seenNow } = event
  if (isIn(seenBy, employee.id)) return isIn(seenNow, employee.id) ? 'event' : isOfTwo(event) ? 'gone' : 'nothing'
  return sightBefore !== null && isIn(sightBefore, employee.id) ? 'gone' : 'nothing'
}

/** Without reading the event: it is asked for each reader. */
const isOfTwo = ({ text }: WrittenEvent): boolean => text.startsWith('{"type":"joined"')

/** What stands in the place of an event that has shut a reader out. */
export function goneInstead({ seq, at, text, takenBy }: WrittenEvent): GoneEvent {
  const event = v.parse(journalEventSchema, JSON.parse(text))
  return { type: 'gone', seq, at, conversationIds: conversationsOf(event), ...(takenBy === null ? {} : { takenBy }) }
}

function conversationsOf(event: v.InferOutput<typeof journalEventSchema>): ConversationId[] {
  if (event.type === 'stage') return [event.conversationId]
  const from = event.type === 'joined' ? event.from.conversationId : undefined
  return from === undefined ? [event.conversation.id] : [from, event.conversation.id]
}
