import type { ChannelId, Instant } from '../../shared/ids.ts'
import { endBadly } from '../outbox/end-badly.ts'
import type { Writer } from '../store/open.ts'
import { waitingToLeave } from '../store/outbox-of-channel.ts'

/** A number was removed: what waited to leave through it fails, and its clients wait for an answer again. */
export async function failOutboxOf(tx: Writer, channelId: ChannelId, at: Instant): Promise<void> {
  for (const messageId of await waitingToLeave(tx, channelId))
    await endBadly(tx, messageId, { stage: 'failed', at, reason: 'numberUnpaired' })
}
