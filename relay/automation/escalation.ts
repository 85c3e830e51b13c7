import type { Escalation } from '../../shared/conversation.ts'
import type { Instant } from '../../shared/ids.ts'
import type { InboxSettings } from '../../shared/inbox-settings.ts'
import type { OffsetAt } from '../../shared/schedule.ts'
import { openSince } from '../../shared/working-hours.ts'

const minute = 60_000

/** Whoever has waited since then, or longer, is an alert now; absent: nobody is. */
export interface AlertLimits {
  others?: Instant
  supervisors?: Instant
}

/**
 * From which wait on people are alerted at this moment. Outside working hours nobody is, and who has written before the office opened waits only since then: else the morning
 * would begin with an alert for each of them. Pure.
 */
export function alertLimits(settings: InboxSettings, now: Instant, offsetAt: OffsetAt): AlertLimits {
  const { alertOthersAfterMinutes, alertSupervisorsAfterMinutes, workingHours } = settings
  const opened = openSince(workingHours, now, offsetAt)
  if (opened === undefined) return {}
  const limit = (minutes: number | null) =>
    minutes === null || now - minutes * minute < opened ? undefined : now - minutes * minute
  const [others, supervisors] = [limit(alertOthersAfterMinutes), limit(alertSupervisorsAfterMinutes)]
  return { ...(others === undefined ? {} : { others }), ...(supervisors === undefined ? {} : { supervisors }) }
}

export interface Wait {
  waitingSince: Instant
  /** When it came to who has it now, or back into the queue: how long it takes there counts from then. */
  takenAt: Instant | null
  escalation: Escalation | null
}

/** How a wait stands by these limits: it only ever rises, until somebody answers. Pure. */
export function escalationOf(
  { waitingSince, takenAt, escalation }: Wait,
  { others, supervisors }: AlertLimits,
): Escalation | null {
  if (escalation === 'supervisors') return escalation
  const since = Math.max(waitingSince, takenAt ?? 0) // null: nobody has had it
  if (supervisors !== undefined && since <= supervisors) return 'supervisors'
  return others !== undefined && since <= others ? 'others' : escalation
}
