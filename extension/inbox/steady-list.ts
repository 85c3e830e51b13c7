import type { RefObject } from 'preact'
import { useLayoutEffect, useRef } from 'preact/hooks'
import type { ConversationId } from '../../shared/ids.ts'
import { steadyScroll } from './virtual-window.ts'

type Ids = readonly ConversationId[]

/** Keeps the rows under somebody's eyes where they are while others come and go above them. @param place another tab or search is another list, and begins at its top. */
export function useSteadyScroll(box: RefObject<HTMLElement | null>, ids: Ids, place: string): void {
  const before = useRef({ ids, place })
  useLayoutEffect(() => {
    const element = box.current
    if (element !== null) {
      const isSame = before.current.place === place
      const top = isSame ? steadyScroll(before.current.ids, ids, element.scrollTop) : 0
      if (top !== element.scrollTop) element.scrollTop = top
    }
    before.current = { ids, place }
  }, [ids, place])
}

export interface SteadyFocus {
  /** The row that Tab leads to. */
  index: number
  /** Leads the keyboard to a row, which may have to be drawn first. */
  moveTo(id: ConversationId): void
}

/**
 * One row of the list can be reached by Tab, and the arrows lead on from it. It is known by its conversation, so it stays the same one wherever the news moves it; when it
 * has left the list, the one in its place takes over. A row that is moved in the page loses the browser's focus: it gets it back before anybody sees.
 */
export function useSteadyFocus(
  list: RefObject<HTMLElement | null>,
  ids: Ids,
  focused: ConversationId | undefined,
  focus: (id: ConversationId) => void,
): SteadyFocus {
  const last = useRef(0)
  const wanted = useRef(false)
  const known = focused === undefined ? -1 : ids.indexOf(focused)
  const index = known >= 0 ? known : Math.max(0, Math.min(last.current, ids.length - 1))
  last.current = index
  // Asked before the page is changed: afterwards it is the list's no more.
  const hadFocus = list.current?.contains(document.activeElement) === true
  useLayoutEffect(() => {
    const isLost = hadFocus && list.current?.contains(document.activeElement) !== true
    if (!isLost && !wanted.current) return
    const row = list.current?.querySelector<HTMLElement>('[tabindex="0"]')
    if (row === null || row === undefined) return
    wanted.current = false
    row.focus({ preventScroll: true })
  })
  return {
    index,
    moveTo(id) {
      wanted.current = true
      focus(id)
    },
  }
}
