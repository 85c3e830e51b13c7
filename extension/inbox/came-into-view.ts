import type { RefObject } from 'preact'
import { useEffect } from 'preact/hooks'

/** Calls once the element is on the screen, and again after each change of `again`. */
export function useCameIntoView(element: RefObject<Element | null>, call: () => void, again: unknown): void {
  // The callback is a new one at each paint, so it is not among what is watched.
  useEffect(() => {
    if (element.current === null) return undefined
    const watcher = new IntersectionObserver((entries) => {
      if (entries.some((entry) => entry.isIntersecting)) call()
    })
    watcher.observe(element.current)
    return () => watcher.disconnect()
  }, [again])
}
