import type { ChannelId } from '../../shared/ids.ts'
import type { InboxService } from '../background/inbox-service.ts'
import { type Action, createAction } from '../employee-settings/create-action.ts'

/** Pairing and unlinking of numbers. What they lead to comes back by `here`. */
export interface ChannelsState {
  pair: Action<[ChannelId]>
  unlink: Action<[ChannelId]>
}

export const createChannelsState = (inbox: Pick<InboxService, 'startPairing' | 'unlink'>): ChannelsState => ({
  pair: createAction(inbox.startPairing),
  unlink: createAction(inbox.unlink),
})
