import type { Cursor } from '../../shared/ids.ts'
import { journalAfter } from '../store/journal.ts'
import type { Reader } from '../store/open.ts'
import { eventForOnec } from './event-for-onec.ts'
import type { OnecEvent } from './packet-event.ts'

/** A stretch of the journal as 1C is told of it. */
export interface EventsForOnec {
  events: OnecEvent[]
  /** There are more after the last one. */
  more: boolean
  /** Up to here there is nothing else that concerns 1C. */
  scannedTo: Cursor
}

/** The first `limit` events after a cursor that concern 1C, over as many pages of the journal as that takes. */
export async function eventsForOnec(db: Reader, after: Cursor, limit: number): Promise<EventsForOnec> {
  const events: OnecEvent[] = []
  // Most of the journal concerns 1C, so one page is mostly enough; the one more tells whether there are more.
  const pageSize = limit + 1
  let scannedTo = after
  for (;;) {
    const page = await journalAfter(db, scannedTo, pageSize)
    for (const journalEvent of page) {
      const event = eventForOnec(journalEvent)
      if (event && events.length === limit) return { events, more: true, scannedTo }
      if (event) events.push(event)
      scannedTo = journalEvent.seq
    }
    if (page.length < pageSize) return { events, more: false, scannedTo }
  }
}
