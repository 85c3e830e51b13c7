/** Every row is as high as this, so that a list of thousands knows where each stands without asking the page; `--row` in inbox.css says the same. */
export const rowHeight = 60

/** Rows beyond both edges that are there already when somebody scrolls. */
const overscan = 6
/** What is asked of the store: whole pages of rows, so that scrolling by one row asks nothing. */
const page = 30

export interface Span {
  from: number
  /** Exclusive. */
  to: number
}

export interface View {
  top: number
  height: number
  /** Rows beyond both edges; as many as scrolling wants when absent. */
  beyond?: number
}

/** Which rows are drawn. */
export function drawnRows({ top, height, beyond = overscan }: View, total: number): Span {
  const from = Math.max(0, Math.floor(top / rowHeight) - beyond)
  const to = Math.min(total, Math.ceil((top + height) / rowHeight) + beyond)
  return { from: Math.min(from, Math.max(0, total - 1)), to: Math.max(0, to) }
}

/** Which rows are wanted of the store, for the drawn ones: steady while somebody scrolls within them. */
export const wantedRows = ({ from, to }: Span): Span => ({
  from: Math.floor(from / page) * page,
  to: Math.max(page, Math.ceil(to / page) * page),
})

/** Where the list is to be scrolled to so that this row is wholly seen: not at all when it is. */
export function scrolledTo(index: number, { top, height }: View): number {
  const begins = index * rowHeight
  if (begins < top) return begins
  return begins + rowHeight > top + height ? begins + rowHeight - height : top
}

/** Which row a key leads to; undefined: the key is not the list's. */
export function rowAfterKey(key: string, index: number, total: number, height: number): number | undefined {
  const onePage = Math.max(1, Math.floor(height / rowHeight) - 1)
  const steps: Record<string, number> = {
    ArrowDown: index + 1,
    ArrowUp: index - 1,
    PageDown: index + onePage,
    PageUp: index - onePage,
    Home: 0,
    End: total - 1,
  }
  const next = steps[key]
  return next === undefined ? undefined : Math.max(0, Math.min(total - 1, next))
}

/**
 * Where a list that has changed is to be scrolled to, so that the rows under somebody's eyes stay there. At the very top it stays at the top: there the newest is
 * looked for.
 */
export function steadyScroll<Id>(before: readonly Id[], after: readonly Id[], top: number): number {
  if (top <= 0 || before === after) return top
  const first = Math.floor(top / rowHeight)
  for (let index = first; index < Math.min(before.length, first + page); index += 1) {
    const id = before[index]
    const now = id === undefined ? -1 : after.indexOf(id)
    if (now >= 0) return Math.max(0, top + (now - index) * rowHeight)
  }
  return top
}
