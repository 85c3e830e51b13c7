import type * as v from 'valibot'
import type { typingFrameSchema } from '../../shared/events.ts'
import type { Instant } from '../../shared/ids.ts'
import type { WorkerStore } from '../database/worker-store.ts'

/** A colleague's writing is told every three seconds while it goes on. */
const writingCountsMs = 6_000

/** Notes that a colleague is writing; those who have stopped are forgotten. */
export async function takeTyping(
  { writing }: WorkerStore,
  { conversationId, employeeId }: v.InferOutput<typeof typingFrameSchema>,
  now: Instant,
): Promise<void> {
  await writing.deleteIn('until', IDBKeyRange.upperBound(now, true))
  await writing.put({ conversationId, employeeId, until: now + writingCountsMs })
}
