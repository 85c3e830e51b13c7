import type { ConversationId, Instant } from '../../shared/ids.ts'
import type { OffsetAt } from '../../shared/schedule.ts'
import { openSince, opensAt } from '../../shared/working-hours.ts'
import type { Clock } from '../clock.ts'
import { tellOfConversation } from '../inbox/tell.ts'
import { keepLooking, type LookOut } from '../outbox/keep-looking.ts'
import { lockConversation } from '../store/conversations.ts'
import type { Store } from '../store/open.ts'
import { toEscalate } from '../store/waiting-conversations.ts'
import type { SetAlarm } from '../timer.ts'
import { alertLimits, escalationOf } from './escalation.ts'
import type { InboxRules } from './inbox-rules.ts'

export interface WatchWaitingDeps {
  store: Store
  clock: Clock
  setAlarm: SetAlarm
  rules: InboxRules
  /** Minutes east of UTC at a moment, where the office is. */
  offsetAt: OffsetAt
  onError(error: unknown): void
}

/** An alert comes so much late at most. Milliseconds. */
const beat = 20_000
/** In one look; the rest at the next, at once. */
const page = 200

/** Alerts the others, then the supervisors, of clients whom nobody answers: one query each look, none outside of working hours. */
export function watchWaiting(deps: WatchWaitingDeps): LookOut {
  const lookOut = keepLooking({ ...deps, wakes: [deps.rules.changed], lookOnce: () => lookOnce(deps) })
  lookOut.look()
  return lookOut
}

/** @returns when to look again at the latest. */
async function lookOnce(deps: WatchWaitingDeps): Promise<Instant | undefined> {
  const { store, clock, rules, offsetAt } = deps
  const settings = rules.now()
  if (settings.alertOthersAfterMinutes === null && settings.alertSupervisorsAfterMinutes === null) return undefined
  const now = clock.now()
  if (openSince(settings.workingHours, now, offsetAt) === undefined)
    return opensAt(settings.workingHours, now, offsetAt)
  const limits = alertLimits(settings, now, offsetAt)
  if (limits.others === undefined && limits.supervisors === undefined) return now + beat
  const waiting = await toEscalate(store.read, limits, page)
  for (const id of waiting) await escalate(deps, id)
  return waiting.length < page ? now + beat : now
}

/** Under the lock it is looked once more: somebody may have answered meanwhile. */
async function escalate({ store, clock, rules, offsetAt }: WatchWaitingDeps, id: ConversationId): Promise<void> {
  await store.write(async (tx) => {
    const row = await lockConversation(tx, id)
    if (!row || row.waiting_since === null || row.state === 'closed') return
    const now = clock.now()
    const limits = alertLimits(rules.now(), now, offsetAt)
    const wait = { waitingSince: row.waiting_since, takenAt: row.taken_at, escalation: row.escalation }
    const escalation = escalationOf(wait, limits)
    if (escalation !== row.escalation) await tellOfConversation(tx, { ...row, escalation }, now)
  })
}
