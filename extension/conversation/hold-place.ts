/** How near the end still counts as reading the newest. */
const nearPx = 48
/** How far before an end of the page the next messages are put there: nobody comes to see that they were not. */
const aheadPx = 600
/** Of so many lines one is still there after whatever has changed. */
const anchorCount = 4

export interface HeldPlace {
  /** After lines were put in, taken out, or have grown: before it is painted, everything stands again where it stood. */
  restore(): void
  /** Somebody has scrolled, or the page has. */
  scrolled(): void
  /** Sticks to the end from now on, or leaves it. */
  stick(toEnd: boolean): void
}

export interface Reading {
  /** Whether what is on the page ends with the newest. */
  atEnd(): boolean
  reads(newest: boolean): void
  nearTop(): void
  nearBottom(): void
}

/**
 * Keeps what somebody reads where it is, to the pixel, whatever comes above or below. The newest message stays in view as long as he reads there.
 * @param lines the box of the lines, within the one that scrolls.
 */
export function holdPlace(box: HTMLElement, lines: () => Element | null, reading: Reading): HeldPlace {
  let sticks = true
  let top = 0
  let anchors: { line: Element; top: number }[] = []
  const note = () => {
    anchors = anchorsIn(box, lines())
    top = box.scrollTop
  }
  const lookAround = () => {
    const below = box.scrollHeight - box.scrollTop - box.clientHeight
    if (box.scrollTop < aheadPx) reading.nearTop()
    if (below < aheadPx && !reading.atEnd()) reading.nearBottom()
  }
  const stick = (toEnd: boolean) => {
    sticks = toEnd
    reading.reads(toEnd)
  }
  return {
    stick,
    restore() {
      if (sticks && !isTypedInto(box)) box.scrollTop = box.scrollHeight
      else {
        const anchor = anchors.find(({ line }) => line.isConnected)
        if (anchor !== undefined) box.scrollTop += anchor.line.getBoundingClientRect().top - anchor.top
      }
      note()
      lookAround()
    },
    scrolled() {
      const isNear = box.scrollHeight - box.scrollTop - box.clientHeight < nearPx
      // What has grown since moves the end away too: only who scrolls up leaves it.
      if (isNear || box.scrollTop < top) {
        const newest = isNear && reading.atEnd()
        if (newest !== sticks) stick(newest)
      }
      note()
      lookAround()
    },
  }
}

/** The first lines that can be seen. Days and other marks come and go with their neighbours: they hold nothing. */
function anchorsIn(box: HTMLElement, lines: Element | null): { line: Element; top: number }[] {
  const edge = box.getBoundingClientRect().top
  const all = lines?.children ?? []
  let [low, high] = [0, all.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((all[middle]?.getBoundingClientRect().bottom ?? 0) > edge) high = middle
    else low = middle + 1
  }
  return Array.from({ length: anchorCount * 2 }, (_each, place) => all[low + place])
    .filter((line): line is Element => line !== undefined && !(line instanceof HTMLHeadingElement))
    .slice(0, anchorCount)
    .map((line) => ({ line, top: line.getBoundingClientRect().top }))
}

/** Where somebody types among the messages, nothing moves that place away. */
const isTypedInto = (element: HTMLElement): boolean =>
  document.activeElement instanceof HTMLTextAreaElement && element.contains(document.activeElement)
