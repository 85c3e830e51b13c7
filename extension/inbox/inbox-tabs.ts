export const inboxTabs = ['mine', 'queued', 'all', 'closed'] as const
export type InboxTab = (typeof inboxTabs)[number]

/** How many conversations wait for an answer. Only the tabs where somebody waits for a person have a count. */
export interface WaitingCounts {
  mine: number
  queued: number
  /** Of others, who have not answered for so long that everybody may. */
  all: number
}

/** Which tab to begin with: where clients wait for this employee, else where they wait for anybody. */
export function openingTab(counts: WaitingCounts): InboxTab {
  if (counts.mine > 0) return 'mine'
  return counts.queued > 0 ? 'queued' : 'all'
}

export const countOf = (tab: InboxTab, counts: WaitingCounts | undefined): number =>
  tab !== 'closed' && counts !== undefined ? counts[tab] : 0
