import type { ChannelId, Instant, MessageId } from '../../shared/ids.ts'
import type { OffsetAt } from '../../shared/schedule.ts'
import type { Clock } from '../clock.ts'
import { endBadly } from '../outbox/end-badly.ts'
import { keepLooking, type LookOut } from '../outbox/keep-looking.ts'
import { baseById } from '../store/bases.ts'
import type { Store, Writer } from '../store/open.ts'
import { repliesWaitingForOnec } from '../store/waiting-replies.ts'
import type { SetAlarm } from '../timer.ts'
import type { ExchangeEffects } from './exchange-effects.ts'
import { leavingWithoutOnec } from './leave-without-onec.ts'
import type { WatchedBase } from './onec-status.ts'
import type { FoundRhythm, RhythmWatch } from './watch-rhythm.ts'

export interface LetRepliesLeaveParts {
  store: Store
  clock: Clock
  setAlarm: SetAlarm
  offsetAt: OffsetAt
  rhythm: Pick<RhythmWatch, 'find'>
  effects: Pick<ExchangeEffects, 'approve'>
  onError(error: unknown): void
}

/** While a base is silent new replies come that nobody tells of; they are looked for so often, in milliseconds. */
const lookAgainMs = 15_000

/** So many leave at one look; the rest follow at the next, which comes at once. */
const mostAtOnce = 200

/**
 * Lets replies go that would wait for 1C in vain: their base has been silent for longer than the administrator allows, or nobody decides about them any more
 * (synchronising was switched off, «Отправлять сразу» was chosen, the base was unlinked). `look` after every change of those.
 */
export const letRepliesLeave = (parts: LetRepliesLeaveParts): LookOut => {
  const lookOut = keepLooking({ ...parts, wakes: [], lookOnce: () => lookOnce(parts) })
  lookOut.look()
  return lookOut
}

async function lookOnce(parts: LetRepliesLeaveParts): Promise<Instant | undefined> {
  const { store, clock, rhythm, effects, offsetAt } = parts
  const found = await rhythm.find()
  const { withoutOnecAfterMinutes: limitMinutes, schedule } = found.synchronisation
  const deciderOf = deciders(found)
  const replies = await repliesWaitingForOnec(store.read, mostAtOnce)
  const now = clock.now()
  const { leave, expire, lookAt } = leavingWithoutOnec({ replies, deciderOf, limitMinutes, schedule, now, offsetAt })
  for (const { id, channelId } of replies) {
    if (leave.includes(id)) await store.write((tx) => letGo(tx, id, deciderOf(channelId), effects))
    if (expire.includes(id))
      await store.write((tx) => endBadly(tx, id, { stage: 'failed', at: now, reason: 'expired' }))
  }
  if (leave.length + expire.length > 0 && replies.length === mostAtOnce) return clock.now()
  return nextLook(found, lookAt, clock.now())
}

/** Without a limit, or where nobody decides, only a change of settings matters; and that is told. */
function nextLook(found: FoundRhythm, lookAt: Instant | undefined, now: Instant): Instant | undefined {
  const limit = found.synchronisation.withoutOnecAfterMinutes
  const first = Math.min(...found.bases.map(({ rhythm }) => rhythm.silentFrom))
  if (limit === null || !Number.isFinite(first)) return undefined
  return Math.max(Math.min(lookAt ?? Number.POSITIVE_INFINITY, first), now + lookAgainMs)
}

/** Unless 1C has come meanwhile: then it is its word again. */
async function letGo(
  tx: Writer,
  id: MessageId,
  decider: WatchedBase | undefined,
  { approve }: Pick<ExchangeEffects, 'approve'>,
): Promise<void> {
  const row = decider && (await baseById(tx, decider.id)) // undefined where nobody decides
  if (row && (row.last_exchange_at ?? undefined) !== decider.lastExchangeAt) return
  await approve(tx, { messageId: id, withoutOnec: true })
}

function deciders({ bases, synchronisation: { syncEnabled, replyRoute } }: FoundRhythm) {
  return (channel: ChannelId): WatchedBase | undefined =>
    syncEnabled && replyRoute === 'through1c' ? bases.find(({ channels }) => channels.includes(channel)) : undefined
}
