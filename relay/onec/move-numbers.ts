import type { BaseId, ChannelId, Instant } from '../../shared/ids.ts'
import { tellOnecAgain } from '../inbox/tell.ts'
import { endBadly } from '../outbox/end-badly.ts'
import { allBases, baseWith } from '../store/bases.ts'
import { listChannels } from '../store/channels.ts'
import { readDetails } from '../store/message-details.ts'
import { repliesUndecided } from '../store/messages.ts'
import { askOnec } from '../store/onec-questions.ts'
import type { Writer } from '../store/open.ts'

/**
 * Carries out a change of the bases that may give numbers to others, in one transaction with what follows from it: a base that has a number from now on is told of
 * the replies that wait for a word there, and how the number stands with WhatsApp. What was said there before is not told again (docs/decisions/0015-several-bases.md).
 */
export async function movingNumbers<T>(tx: Writer, at: Instant, change: () => Promise<T>): Promise<T> {
  const before = await allBases(tx)
  const result = await change()
  const after = await allBases(tx)
  /** The base that has it now and had it not. */
  const newBaseOf = (channel: ChannelId): BaseId | undefined => {
    const base = baseWith(after, channel)
    return base === baseWith(before, channel) ? undefined : base
  }
  for (const channel of await listChannels(tx)) {
    if (newBaseOf(channel.id) === undefined || channel.session_told === null) continue
    const session = { type: 'session', channelId: channel.id, state: channel.session_told } as const
    await askOnec(tx, session, { at, channel: channel.id })
  }
  for (const { id, channel_id, details } of await repliesUndecided(tx)) {
    const isTaken = baseWith(before, channel_id) !== baseWith(after, channel_id)
    // Only the base that has the document could make its print form.
    if (isTaken && readDetails(details).document) await endBadly(tx, id, { stage: 'failed', at, reason: 'fileMissing' })
    else if (newBaseOf(channel_id) !== undefined) await tellOnecAgain(tx, id, at)
  }
  return result
}
