import type { Instant } from '../../shared/ids.ts'

const minute = 60_000
const hour = 60 * minute

/** How long after a message was sent WhatsApp lets it be changed; a reaction at any time. */
const limits = { edit: 15 * minute, delete: 48 * hour }
/** WhatsApp itself is a little more patient: what was asked for in time may arrive there that much later. */
const grace = { edit: 5 * minute, delete: 12 * hour }

/** Whether a change of a message comes too late. Pure. @param leaving it was asked for in time, and is about to leave. */
export function isTooLate(type: 'edit' | 'delete', sentAt: Instant, now: Instant, leaving = false): boolean {
  return now - sentAt > limits[type] + (leaving ? grace[type] : 0)
}
