import { type Signal, useSignal } from '@preact/signals'
import type { RefObject } from 'preact'
import { useEffect } from 'preact/hooks'
import type { View } from './virtual-window.ts'

/** As high as the popup is at most. The browser makes its window so large only after it has laid out what stands in it. */
const popupHeight = 600

/**
 * Which part of a scrolling box is seen. Until the page has been drawn it is taken to be as high as the window, and only what can be in sight is drawn: what lies beyond
 * comes a moment later.
 */
export function useView(box: RefObject<HTMLElement | null>): Signal<View> {
  const view = useSignal<View>({ top: 0, height: Math.max(window.innerHeight, popupHeight), beyond: 0 })
  useEffect(() => {
    const element = box.current
    if (element === null) return undefined
    const look = () => {
      view.value = { top: element.scrollTop, height: element.clientHeight || window.innerHeight }
    }
    look()
    element.addEventListener('scroll', look, { passive: true })
    window.addEventListener('resize', look)
    return () => {
      element.removeEventListener('scroll', look)
      window.removeEventListener('resize', look)
    }
  }, [box, view])
  return view
}
