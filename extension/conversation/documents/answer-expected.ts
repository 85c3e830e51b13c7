import type { Instant } from '../../../shared/ids.ts'
import type { OnecStatus } from '../../../shared/onec-status.ts'
import { nextRunAt } from '../../../shared/schedule.ts'
import { createTimeZoneOffset } from '../../../shared/time-zone.ts'

/** When 1C will answer a question, as far as that can be known. */
export type AnswerExpected =
  | { kind: 'soon' }
  | { kind: 'at'; at: Instant }
  | { kind: 'silent'; since?: Instant | undefined }
  | { kind: 'syncOff' }

/** A run that is as near as that need not be waited for by the clock. */
const soonMs = 60_000

/** Pure. */
export function answerExpected(onec: OnecStatus | undefined, now: Instant): AnswerExpected {
  if (onec === undefined || onec.state === 'none') return { kind: 'syncOff' }
  if (onec.state === 'silent') return { kind: 'silent', since: onec.lastExchangeAt }
  const { schedule, timeZone } = onec
  const run = schedule && timeZone ? nextRunAt(schedule, now, createTimeZoneOffset(timeZone)) : onec.nextRunAt
  return run === undefined || run - now <= soonMs ? { kind: 'soon' } : { kind: 'at', at: run }
}
