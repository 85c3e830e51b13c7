import type { Message } from '../../shared/message.ts'
import type { OutboxRow } from '../database/database.ts'
import { startOfDay } from '../design/show-time.ts'

/** What one line of the conversation shows: a message, or a reply of ours that the relay does not know yet. */
export type Shown = { kind: 'message'; message: Message } | { kind: 'outbox'; row: OutboxRow }

export const shownId = (shown: Shown): string => (shown.kind === 'message' ? shown.message.id : shown.row.id)

export const shownAt = (shown: Shown): number => (shown.kind === 'message' ? shown.message.at : shown.row.typedAt)

/** Messages in their order, then what waits in the outbox. A reply that has just been accepted is in both for a moment: shown once. */
export function shownMessages(messages: Message[], outbox: OutboxRow[]): Shown[] {
  const known = new Set<string>(messages.map((message) => message.id))
  const waiting = outbox.filter((row) => !known.has(row.id)).sort((one, other) => one.typedAt - other.typedAt)
  return [
    ...messages.map((message): Shown => ({ kind: 'message', message })),
    ...waiting.map((row): Shown => ({ kind: 'outbox', row })),
  ]
}

/** Whether a day separator stands before this one. */
export const beginsDay = (shown: Shown, before: Shown | undefined): boolean =>
  before === undefined || startOfDay(shownAt(shown)) !== startOfDay(shownAt(before))
