import { type ReadonlySignal, useSignal } from '@preact/signals'
import type { RefObject } from 'preact'
import { useEffect, useLayoutEffect, useMemo, useRef } from 'preact/hooks'
import type { ConversationState } from './create-conversation-state.ts'
import { type HeldPlace, holdPlace } from './hold-place.ts'

export interface PlaceKeeper {
  atBottom: ReadonlySignal<boolean>
  toBottom(): void
  /** Somebody goes elsewhere: the newest is not followed any more. */
  leaveBottom(): void
}

/** Holds the place of whoever reads in this box while the conversation moves under it. */
export function useHeldPlace(box: RefObject<HTMLElement | null>, conversation: ConversationState): PlaceKeeper {
  const atBottom = useSignal(true)
  const held = useRef<HeldPlace | undefined>(undefined)
  const opened = useRef(false)
  useEffect(() => {
    const element = box.current
    if (element === null) return undefined
    const grown = new ResizeObserver(() => held.current?.restore())
    const scrolled = () => held.current?.scrolled()
    element.addEventListener('scroll', scrolled, { passive: true })
    grown.observe(element)
    for (const child of element.children) grown.observe(child)
    return () => {
      element.removeEventListener('scroll', scrolled)
      grown.disconnect()
    }
  }, [box])
  const [shown, older, newer] = [conversation.shown.value, conversation.older.value, conversation.newer.value]
  useLayoutEffect(() => {
    const element = box.current
    if (element === null || shown === undefined) return
    held.current ??= holdPlace(element, () => element.querySelector('[role=log]'), {
      atEnd: () => conversation.atEnd.peek(),
      reads(newest) {
        atBottom.value = newest
        conversation.readsNewest(newest)
      },
      nearTop: () => {
        if (conversation.older.peek() === 'more' && conversation.conversation.peek() !== null)
          void conversation.showOlder()
      },
      nearBottom: () => void (conversation.newer.peek() === 'more' && conversation.showNewer()),
    })
    held.current.restore()
    if (!opened.current) goToUnread(element, held.current)
    opened.current = true
  }, [shown, older, newer])
  return useMemo(
    () => ({
      atBottom,
      toBottom() {
        held.current?.stick(true)
        conversation.showNewest()
        held.current?.restore()
      },
      leaveBottom: () => held.current?.stick(false),
    }),
    [conversation],
  )
}

/** What is new begins at the top, where all of it does not go on the page. */
function goToUnread(box: HTMLElement, held: HeldPlace): void {
  const line = box.querySelector('.unread-line')
  if (line === null || line.getBoundingClientRect().top >= box.getBoundingClientRect().top) return
  held.stick(false)
  line.scrollIntoView({ block: 'start' })
  held.scrolled()
}
