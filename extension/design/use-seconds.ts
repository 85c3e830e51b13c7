import { useSignal } from '@preact/signals'
import { useEffect } from 'preact/hooks'
import type { Instant } from '../../shared/ids.ts'

/** The time to the second, for what counts down before somebody's eyes; ticks only while it is shown. */
export function useSeconds(): Instant {
  const now = useSignal(Date.now())
  useEffect(() => {
    const ticking = setInterval(() => {
      now.value = Date.now()
    }, 1_000)
    return () => clearInterval(ticking)
  }, [now])
  return now.value
}
