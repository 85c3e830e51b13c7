import type { BaseId, Cursor, MessageId } from '../../shared/ids.ts'
import { numbersOf } from '../store/bases.ts'
import { journalForBase, type WrittenForOnec } from '../store/onec-questions.ts'
import type { Reader } from '../store/open.ts'
import { leftWithout } from '../store/waiting-replies.ts'
import { eventForOnec, questionForOnec, replyAskedAbout } from './event-for-onec.ts'
import type { OnecEvent } from './packet-event.ts'

/** A stretch of the journal as 1C is told of it. */
export interface EventsForOnec {
  events: OnecEvent[]
  /** There are more after the last one. */
  more: boolean
  /** Up to here there is nothing else that concerns 1C. */
  scannedTo: Cursor
}

/** The first `limit` events after a cursor that concern a base, over as many pages of the journal as that takes. */
export async function eventsForOnec(db: Reader, base: BaseId, after: Cursor, limit: number): Promise<EventsForOnec> {
  const isIts = await numbersOf(db, base)
  const events: OnecEvent[] = []
  // Most of the journal concerns 1C, so one page is mostly enough; the one more tells whether there are more.
  const pageSize = limit + 1
  let scannedTo = after
  for (;;) {
    const page = await journalForBase(db, base, { after: scannedTo, limit: pageSize, isIts })
    const left = await leftMeanwhile(db, page.events)
    for (const written of page.events) {
      const event = 'event' in written ? eventForOnec(written.event, left) : questionForOnec(written)
      if (event && events.length === limit) return { events, more: true, scannedTo }
      if (event) events.push(event)
      scannedTo = written.seq
    }
    scannedTo = page.readTo
    if (page.atEnd) return { events, more: false, scannedTo }
  }
}

/** Replies of a page that have left without 1C since they were written of: 1C is told of them, for what it is asked it would let go once more. */
const leftMeanwhile = (db: Reader, events: readonly WrittenForOnec[]): Promise<ReadonlySet<MessageId>> =>
  leftWithout(
    db,
    events.flatMap((written) => ('event' in written ? (replyAskedAbout(written.event) ?? []) : [])),
  )
