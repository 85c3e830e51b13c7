import type { ChannelId, Instant } from '../../shared/ids.ts'
import { detailsAsJson, readDetails } from '../store/message-details.ts'
import { changeMessage } from '../store/messages.ts'
import type { Writer } from '../store/open.ts'
import { forgetWaiting, keepWaiting, waitingFor } from '../store/waiting-changes.ts'
import { afterChange, type Made } from './after-change.ts'
import { afterMissedCall, afterNoMessage } from './after-message.ts'
import { messagesOf, type Target, targetOf } from './find-changed.ts'
import type { IncomingChange, IncomingMessage, IncomingNothing, MessageChange } from './incoming-message.ts'
import { messageInstead } from './message-instead.ts'
import { tellOfMessage } from './tell.ts'
import { waitingAsJson, waitingFromJson } from './waiting-change.ts'

/**
 * Takes in what WhatsApp says of an earlier message: an edit, a deletion, a reaction, a vote, a move, the end of a call. What changes nothing is not told
 * of; what comes before its message waits for it.
 * @returns the message that the change is by itself because the earlier one was never seen: to be received like any other.
 */
export async function applyChange(
  tx: Writer,
  incoming: IncomingChange,
  now: Instant,
): Promise<IncomingMessage | undefined> {
  await closePending(tx, incoming, now)
  if (!mayConcern(incoming)) return undefined
  const target = await targetOf(tx, incoming)
  if (target && isReadable(target, incoming.change)) {
    await changeStored(tx, target, incoming.change, madeBy(incoming), now)
    return undefined
  }
  const instead = target ? undefined : messageInstead(incoming)
  if (instead) return instead
  const { channelId, whatsappId, at } = incoming
  const change = waitingAsJson(incoming)
  await keepWaiting(tx, { channelId, targetWhatsappId: incoming.target.whatsappId, whatsappId, change, at })
  return undefined
}

/** It could not be read at first and was taken for a message that is waited for. Nothing will come in its place. */
export async function closePending(
  tx: Writer,
  incoming: IncomingChange | IncomingNothing,
  now: Instant,
): Promise<void> {
  const { channelId, client, whatsappId } = incoming
  const made = madeBy(incoming)
  const [pending] = await messagesOf(tx, channelId, client, { whatsappId, fromUs: made.fromUs })
  if (pending?.message.kind !== 'pending') return
  const conversation = made.fromUs ? pending.conversation : afterNoMessage(pending.conversation, pending.message.at)
  await changeStored(tx, { ...pending, conversation }, { type: 'deleted' }, made, now)
}

const madeBy = ({ origin, at }: Pick<IncomingChange, 'origin' | 'at'>): Made => ({ fromUs: origin === 'phone', at })

/** After messages were stored or became readable: what came before them. Cheap when nothing has, which is nearly always. */
export async function applyWaitingChanges(
  tx: Writer,
  channelId: ChannelId,
  stored: readonly Pick<IncomingMessage, 'whatsappId' | 'readVotes'>[],
  now: Instant,
): Promise<void> {
  const waiting = await waitingFor(
    tx,
    channelId,
    stored.map(({ whatsappId }) => whatsappId),
  )
  for (const change of waiting) {
    const message = stored.find(({ whatsappId }) => whatsappId === change.targetWhatsappId)
    // It waits anew when this is another's message under the same id.
    await forgetWaiting(tx, change)
    await applyChange(tx, waitingFromJson(change.change, message?.readVotes), now)
  }
}

/** A change of a message that is here, whoever makes it. Told of, unless it changes nothing. @returns whether it has changed anything. */
export async function changeStored(
  tx: Writer,
  { message, conversation }: Target,
  change: MessageChange,
  made: Made,
  now: Instant,
): Promise<boolean> {
  const before = readDetails(message.details)
  const changed = afterChange({ ...message, details: before }, change, made)
  if (!changed) return false
  await changeMessage(tx, message.id, { text: changed.text, details: detailsAsJson(changed.details) })
  const missed = before.call?.outcome === 'ringing' && changed.details.call?.outcome === 'missed'
  await tellOfMessage(tx, {
    messageId: message.id,
    conversation: missed ? afterMissedCall(conversation, message.at) : conversation,
    at: now,
    first: false,
    change: change.type,
  })
  return true
}

/** Nobody edits, deletes or moves what the other side wrote, whatever his app says. */
function mayConcern({ change, target, origin }: IncomingChange): boolean {
  const isOfBoth = change.type === 'reaction' || change.type === 'votes'
  return isOfBoth || target.fromUs === (origin === 'phone')
}

/** What could not be decrypted yet has no words to edit and no options to count. */
const isReadable = ({ message }: Target, change: MessageChange): boolean =>
  message.kind !== 'pending' || change.type === 'deleted' || change.type === 'reaction'
