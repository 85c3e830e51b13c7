import { type Signal, useSignal } from '@preact/signals'
import type { RefObject } from 'preact'
import { useEffect } from 'preact/hooks'
import type { View } from './virtual-window.ts'

/** Which part of a scrolling box is seen. Until the page has been laid out it is taken to be as high as the window. */
export function useView(box: RefObject<HTMLElement | null>): Signal<View> {
  const view = useSignal<View>({ top: 0, height: window.innerHeight })
  useEffect(() => {
    const element = box.current
    if (element === null) return undefined
    const look = () => {
      view.value = { top: element.scrollTop, height: element.clientHeight || window.innerHeight }
    }
    element.addEventListener('scroll', look, { passive: true })
    window.addEventListener('resize', look)
    return () => {
      element.removeEventListener('scroll', look)
      window.removeEventListener('resize', look)
    }
  }, [box, view])
  return view
}
