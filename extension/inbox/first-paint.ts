import type { ConversationRow, HereRow } from '../database/database.ts'
import type { InboxTab, WaitingCounts } from './inbox-tabs.ts'

/** What the list looked like when the background last saw a change: painted at once, while the store is still being opened behind it. */
export interface FirstPaint {
  here: HereRow
  tab: InboxTab
  counts: WaitingCounts
  /** Of the tab. */
  total: number
  /** Of the tab, newest first, as many as a window can show. */
  rows: ConversationRow[]
}

/** More than fit into the highest side panel. */
export const rowsOfFirstPaint = 20
