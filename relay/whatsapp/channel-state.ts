import type { ChannelState } from '../../shared/channel-status.ts'
import type { CloseCause } from './close-cause.ts'

/** What can change how a channel's link is. */
export type LinkEvent =
  | { type: 'opening'; paired: boolean; again: boolean }
  | { type: 'codeShown' }
  | { type: 'scanned' }
  | { type: 'opened' }
  | { type: 'closed'; cause: CloseCause; paired: boolean }
  | { type: 'forgotten' }

/** The state of a channel after an event; pure. */
export function channelStateAfter(state: ChannelState, event: LinkEvent): ChannelState {
  switch (event.type) {
    case 'opening':
      return stateOnOpening(state, event)
    case 'codeShown':
      return 'waitingForScan'
    case 'scanned':
      return 'pairing'
    case 'opened':
      return 'online'
    case 'closed':
      return stateAfterClose(state, event.cause, event.paired)
    case 'forgotten':
      return 'notPaired'
    default: {
      const never: never = event
      return never
    }
  }
}

function stateOnOpening(state: ChannelState, { paired, again }: { paired: boolean; again: boolean }): ChannelState {
  if (state === 'pairing') return 'pairing'
  if (!paired) return 'notPaired'
  return again ? 'reconnecting' : 'connecting'
}

function stateAfterClose(state: ChannelState, cause: CloseCause, paired: boolean): ChannelState {
  switch (cause) {
    case 'restartRequired':
      // The restart that belongs to pairing is not a broken link.
      return state === 'pairing' ? 'pairing' : 'reconnecting'
    case 'lost':
      return paired ? 'reconnecting' : 'notPaired'
    case 'unlinked':
      return paired ? 'unlinked' : 'notPaired'
    case 'replaced':
    case 'banned':
    case 'versionRefused':
    case 'codesUsedUp':
      return cause
    default: {
      const never: never = cause
      return never
    }
  }
}
