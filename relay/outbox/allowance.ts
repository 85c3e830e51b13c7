import type { ChannelSettings } from '../../shared/channel-settings.ts'
import type { ChannelId, ContactId, Instant } from '../../shared/ids.ts'
import { firstMessagesSince, isAcquainted, wasBegunByUs } from '../store/first-messages.ts'
import type { Reader } from '../store/open.ts'
import type { Acquaintance } from './departure.ts'

/** How many conversations a number has begun today, and how many it may: `ChannelStatus.allowance`. @param dayStart `officeDay(…).start` */
export async function allowanceOf(
  db: Reader,
  channelId: ChannelId,
  dayStart: Instant,
  { newConversationsPerDay }: Pick<ChannelSettings, 'newConversationsPerDay'>,
): Promise<{ used: number; limit: number }> {
  return { used: await firstMessagesSince(db, channelId, dayStart), limit: newConversationsPerDay }
}

/** How a contact is known to a number. Whoever has ever written to us is no stranger. */
export async function acquaintanceWith(db: Reader, channelId: ChannelId, contactId: ContactId): Promise<Acquaintance> {
  if (await isAcquainted(db, channelId, contactId)) return 'writtenToUs'
  return (await wasBegunByUs(db, channelId, contactId)) ? 'begunByUs' : 'stranger'
}
