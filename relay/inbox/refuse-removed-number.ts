import type { ChannelId } from '../../shared/ids.ts'
import { Refused } from '../refused.ts'
import { isRemovedChannel } from '../store/channels.ts'
import type { Writer } from '../store/open.ts'

/** Through a number that was removed nothing leaves any more: what is written to its clients would wait for ever. @throws Refused `numberRemoved` */
export async function refuseRemovedNumber(tx: Writer, channelId: ChannelId): Promise<void> {
  if (await isRemovedChannel(tx, channelId))
    throw new Refused('numberRemoved', 'The number of this conversation was removed: nothing can leave through it.')
}
