import { useMemo } from 'preact/hooks'
import type { ChannelId, Instant } from '../../shared/ids.ts'
import type { OnecStatus } from '../../shared/onec-status.ts'
import { createTimeZoneOffset } from '../../shared/time-zone.ts'
import { Icon } from '../design/icon.tsx'
import { useSeconds } from '../design/use-seconds.ts'
import { onecWait } from './onec-wait.ts'
import { onecWaitSentence } from './onec-wait-sentences.ts'

export interface OnecWaitWordsProps {
  onec: OnecStatus
  acceptedAt: Instant
  channelId: ChannelId | undefined
}

/** A wait that 1C ends within a moment is not worth a word. Milliseconds. */
const worthSaying = 2_000

/** Under a reply that waits for 1C: when 1C runs next, or since when it is silent, why, and whom to tell. */
export function OnecWaitWords({ onec, acceptedAt, channelId }: OnecWaitWordsProps) {
  const now = useSeconds()
  const offsetAt = useMemo(() => offsetOf(onec.timeZone), [onec.timeZone])
  const wait = onecWait(onec, { acceptedAt, channelId }, now, offsetAt)
  const words = onecWaitSentence(wait, now)
  if (words === '' || now - acceptedAt < worthSaying) return null
  return (
    <span class={wait.kind === 'silent' ? 'strip-warning' : 'strip-wait'} data-testid="onec-wait" data-kind={wait.kind}>
      <Icon name={wait.kind === 'silent' ? 'warning' : 'clock'} />
      {words}
    </span>
  )
}

/** An older relay does not say where it is: then this browser's own clock is the best guess. */
const offsetOf = (timeZone: string | undefined) =>
  timeZone === undefined ? (at: Instant) => -new Date(at).getTimezoneOffset() : createTimeZoneOffset(timeZone)
