import type { ChannelId } from '../../shared/ids.ts'
import type { Clock } from '../clock.ts'
import type { Signal } from '../signal.ts'
import type { Store, Writer } from '../store/open.ts'
import { nextAttemptAt, nextToLeave, type OutboxRow, postpone, removeFromOutbox } from '../store/outbox.ts'
import type { SetAlarm } from '../timer.ts'
import { endBadly } from './end-badly.ts'
import { outgoingMessage } from './outgoing-message.ts'
import { reachStage } from './reach-stage.ts'
import { retryDelayMs } from './retry-delay.ts'
import type { SendOutcome, SendToWhatsApp } from './send-to-whatsapp.ts'

export interface DeliveryDeps {
  store: Store
  clock: Clock
  setAlarm: SetAlarm
  send: SendToWhatsApp
  isOnline(channelId: ChannelId): boolean
  /** Fires when a channel may have come online. */
  cameOnline: Signal
  pathOfFile(sha256: string): string
  onError(error: unknown): void
}

export interface Delivery {
  /** Finishes the message under way and takes no more. */
  stop(): Promise<void>
}

/**
 * Sends what is in the outbox of one channel, one message after the other. `sending` is noted before anything leaves. If the relay dies in
 * between, the same message leaves again under the same WhatsApp id, which its receiver shows once (docs/decisions/0006).
 */
export function startDelivery(channelId: ChannelId, deps: DeliveryDeps): Delivery {
  const { store, setAlarm, cameOnline } = deps
  let stopped = false
  let looking: Promise<void> | undefined
  let lookAgain = false
  let cancelAlarm = () => {}

  const look = (): void => {
    if (stopped) return
    lookAgain = true
    looking ??= lookUntilQuiet().finally(() => {
      looking = undefined
      if (lookAgain) look()
    })
  }

  const lookUntilQuiet = async (): Promise<void> => {
    while (lookAgain && !stopped) {
      lookAgain = false
      cancelAlarm()
      const waitMs = await sendAllReady(channelId, deps, () => stopped).catch(deferAfter(deps))
      if (waitMs !== undefined && !stopped) cancelAlarm = setAlarm(waitMs, look)
    }
  }

  const deaf = [store.journalGrew.listen(look), cameOnline.listen(look)]
  look()
  return {
    stop: async () => {
      stopped = true
      cancelAlarm()
      for (const stopListening of deaf) stopListening()
      await looking
    },
  }
}

const deferAfter =
  ({ onError }: DeliveryDeps) =>
  (error: unknown): number => {
    onError(error)
    return retryDelayMs(3)
  }

/** @returns in how many milliseconds to look again; undefined when nothing waits or the channel is not online. */
async function sendAllReady(
  channelId: ChannelId,
  deps: DeliveryDeps,
  isStopped: () => boolean,
): Promise<number | undefined> {
  const { store, clock, isOnline } = deps
  while (isOnline(channelId) && !isStopped()) {
    const next = await nextToLeave(store.read, channelId, clock.now())
    if (next) await sendOne(next, deps)
    else {
      const due = await nextAttemptAt(store.read, channelId)
      return due === undefined ? undefined : Math.max(0, due - clock.now())
    }
  }
  return undefined
}

async function sendOne(row: OutboxRow, deps: DeliveryDeps): Promise<void> {
  const { store, clock, send } = deps
  const message = await store.write(async (tx) => {
    const now = clock.now()
    if (row.not_after !== null && row.not_after < now) {
      await endBadly(tx, row.message_id, { stage: 'failed', at: now, reason: 'expired' })
      return undefined
    }
    await reachStage(tx, row.message_id, { stage: 'sending', at: now })
    return await outgoingMessage(tx, row.message_id, deps.pathOfFile)
  })
  if (message === undefined) return
  const outcome = await send(message)
  await store.write((tx) => noteOutcome(tx, row, outcome, clock.now()))
}

async function noteOutcome(tx: Writer, row: OutboxRow, outcome: SendOutcome, now: number): Promise<void> {
  switch (outcome.outcome) {
    case 'sent':
      await reachStage(tx, row.message_id, { stage: 'sent', at: outcome.at })
      return await removeFromOutbox(tx, row.message_id)
    case 'failed':
      return await endBadly(tx, row.message_id, { stage: 'failed', at: now, reason: outcome.reason })
    case 'later':
      return await postpone(tx, row.message_id, row.attempts + 1, now + retryDelayMs(row.attempts))
    default:
      return outcome satisfies never
  }
}
