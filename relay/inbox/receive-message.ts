import type { NewId } from '../../shared/ids.ts'
import type { RoutingRule } from '../../shared/inbox-settings.ts'
import type { Clock } from '../clock.ts'
import type { Store, Writer } from '../store/open.ts'
import { applyChange, applyWaitingChanges, closePending } from './change-message.ts'
import type { Incoming, IncomingChange, IncomingMessage, IncomingNothing } from './incoming-message.ts'
import { type Surroundings, takeMessages } from './take-messages.ts'

/** Marks the arrivals as handled, in the same transaction as their effect. */
export type SettleArrival = (tx: Writer) => Promise<void>

/**
 * The one way in. ONE transaction settles the arrival, stores the message, updates the conversation and appends to the journal; whoever
 * is to be told is told after the commit. `undefined`: the arrival holds nothing for people, so it is only settled.
 */
export type ReceiveMessage = (incoming: Incoming | undefined, settle: SettleArrival) => Promise<void>

/** The same for several of one channel at once: one transaction, all of them or none. What a burst costs is mostly its commits and statements. */
export type ReceiveTogether = (incoming: readonly Incoming[], settle: SettleArrival) => Promise<void>

/** The same within a transaction that stores something else too. */
export type ReceiveWithin = (tx: Writer, incoming: readonly Incoming[], settle: SettleArrival) => Promise<void>

/** The rules as they are now. Without any every conversation stands in the queue. */
export type Routing = () => readonly RoutingRule[]

export const createReceiveWithin =
  (clock: Clock, newId: NewId, routing: Routing = () => []): ReceiveWithin =>
  async (tx, incoming, settle) => {
    await settle(tx)
    const now = clock.now()
    for (const run of inRuns(incoming)) await take(tx, run, { newId, now, routing: routing() })
  }

export function createReceiveTogether(
  store: Store,
  clock: Clock,
  newId: NewId,
  routing: Routing = () => [],
): ReceiveTogether {
  const within = createReceiveWithin(clock, newId, routing)
  return (incoming, settle) => store.write((tx) => within(tx, incoming, settle))
}

export function createReceiveMessage(
  store: Store,
  clock: Clock,
  newId: NewId,
  routing: Routing = () => [],
): ReceiveMessage {
  const together = createReceiveTogether(store, clock, newId, routing)
  return (incoming, settle) => together(incoming ? [incoming] : [], settle)
}

/** Messages that follow one another, or one change of a message (or nothing): what it changes may have come right before it. */
type Run = IncomingMessage[] | IncomingChange | IncomingNothing

function inRuns(incoming: readonly Incoming[]): Run[] {
  const runs: Run[] = []
  for (const each of incoming) {
    const last = runs.at(-1)
    if ('change' in each || 'nothing' in each) runs.push(each)
    else if (Array.isArray(last)) last.push(each)
    else runs.push([each])
  }
  return runs
}

async function take(tx: Writer, run: Run, surroundings: Surroundings): Promise<void> {
  const { now } = surroundings
  if ('nothing' in run) return await closePending(tx, run, now)
  const instead = Array.isArray(run) ? undefined : await applyChange(tx, run, now)
  const messages = Array.isArray(run) ? run : instead ? [instead] : []
  const [first] = messages
  if (!first) return
  const kept = await takeMessages(tx, messages, surroundings)
  if (kept.length > 0) await applyWaitingChanges(tx, first.channelId, kept, now)
}
