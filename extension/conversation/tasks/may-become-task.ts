import type { ChannelId } from '../../../shared/ids.ts'
import type { Message } from '../../../shared/message.ts'
import type { OnecStatus } from '../../../shared/onec-status.ts'

/** Whether some 1C base has this number: only then a task can be made. */
export const numberHasBase = (onec: OnecStatus | undefined, channelId: ChannelId | undefined): boolean =>
  channelId !== undefined && (onec?.bases ?? []).some(({ channels }) => channels?.includes(channelId))

/** Of what a task can be made. */
export const mayBecomeTask = ({ kind }: Pick<Message, 'kind'>): boolean => kind !== 'note' && kind !== 'pending'
