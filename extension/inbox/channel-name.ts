import type { ChannelStatus } from '../../shared/channel-status.ts'
import type { ChannelId } from '../../shared/ids.ts'
import { showPhone } from '../../shared/phone-number.ts'

/** What the administrator calls a number; one without a name is called by its digits. */
export function channelName({ title, phone }: Pick<ChannelStatus, 'title' | 'phone'>): string {
  if (title !== '') return title
  return phone === undefined ? '' : showPhone(phone)
}

/** Which number a conversation belongs to; nothing while there is only one. */
export function numberOf(channelId: ChannelId, channels: readonly ChannelStatus[]): string | undefined {
  if (channels.length < 2) return undefined
  const channel = channels.find((each) => each.channelId === channelId)
  return channel === undefined ? undefined : channelName(channel)
}
