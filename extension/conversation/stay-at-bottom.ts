import { type ReadonlySignal, useSignal } from '@preact/signals'
import type { RefObject } from 'preact'
import { useEffect, useLayoutEffect, useRef } from 'preact/hooks'

/** How near the end still counts as reading the newest. */
const nearPx = 48

export interface BottomKeeper {
  atBottom: ReadonlySignal<boolean>
  toBottom(): void
}

/**
 * The newest message stays in view whatever grows, until somebody scrolls up to read; then nothing moves under his eyes,
 * also when older messages are put in above.
 * @param firstId the id of the topmost line: when it changes, lines were put in above.
 */
export function useStayAtBottom(box: RefObject<HTMLElement | null>, firstId: string | undefined): BottomKeeper {
  const atBottom = useSignal(true)
  const fromEnd = useRef(0)
  const top = useRef(0)
  const toBottom = () => {
    if (box.current !== null) box.current.scrollTop = box.current.scrollHeight
  }
  useEffect(() => {
    const element = box.current
    if (element === null) return undefined
    const scrolled = () => {
      fromEnd.current = element.scrollHeight - element.scrollTop
      const isNear = fromEnd.current - element.clientHeight < nearPx
      // What has grown since moves the end away too: only who scrolls up leaves it.
      if (isNear || element.scrollTop < top.current) atBottom.value = isNear
      top.current = element.scrollTop
    }
    const grown = new ResizeObserver(() => {
      if (atBottom.value && !isTypedInto(element)) element.scrollTop = element.scrollHeight
    })
    element.addEventListener('scroll', scrolled, { passive: true })
    grown.observe(element)
    for (const child of element.children) grown.observe(child)
    return () => {
      element.removeEventListener('scroll', scrolled)
      grown.disconnect()
    }
  }, [box, atBottom])
  // Only when lines were put in above.
  useLayoutEffect(() => {
    const element = box.current
    if (element !== null && !atBottom.value) element.scrollTop = element.scrollHeight - fromEnd.current
  }, [firstId])
  return { atBottom, toBottom }
}

/** Where somebody types among the messages, nothing moves that place away. */
const isTypedInto = (element: HTMLElement): boolean =>
  document.activeElement instanceof HTMLTextAreaElement && element.contains(document.activeElement)
