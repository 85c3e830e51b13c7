import type { ChannelId, Instant } from '../../shared/ids.ts'
import { endBadly } from '../outbox/end-badly.ts'
import { takeChangeBack } from '../outbox/take-change-back.ts'
import type { Writer } from '../store/open.ts'
import { waitingToLeave } from '../store/outbox-of-channel.ts'
import { changesToLeave } from '../store/outgoing-changes.ts'

/** A number was removed: what waited to leave through it fails, its clients wait for an answer again, and changes that nobody at WhatsApp has are taken back. */
export async function failOutboxOf(tx: Writer, channelId: ChannelId, at: Instant): Promise<void> {
  for (const messageId of await waitingToLeave(tx, channelId))
    await endBadly(tx, messageId, { stage: 'failed', at, reason: 'numberUnpaired' })
  // Of each conversation the first, until there is none: what changes is taken back in the end.
  for (
    let changes = await changesToLeave(tx, channelId);
    changes.length > 0;
    changes = await changesToLeave(tx, channelId)
  )
    for (const change of changes) await takeChangeBack(tx, change, at)
}
