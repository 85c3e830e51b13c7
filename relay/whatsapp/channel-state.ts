import type { ChannelState } from '../../shared/channel-status.ts'
import type { CloseCause } from './close-cause.ts'

/** What can change how a channel's link is. */
export type LinkEvent =
  | { type: 'opening'; paired: boolean; again: boolean }
  | { type: 'codeShown' }
  | { type: 'scanned' }
  /** Another number than the one that this channel has had is linked: nothing goes on before the administrator's answer. */
  | { type: 'otherNumber' }
  | { type: 'opened' }
  /** WhatsApp has left a question without an answer. */
  | { type: 'suspected' }
  /** It has answered. */
  | { type: 'cleared' }
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
    case 'otherNumber':
      return 'otherNumber'
    case 'opened':
      return state === 'suspect' ? 'suspect' : 'online'
    case 'suspected':
      return 'suspect'
    case 'cleared':
      return state === 'suspect' ? 'online' : state
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
  if (state === 'pairing' || (state === 'suspect' && paired)) return state
  if (!paired) return 'notPaired'
  return again ? 'reconnecting' : 'connecting'
}

function stateAfterClose(state: ChannelState, cause: CloseCause, paired: boolean): ChannelState {
  switch (cause) {
    case 'restartRequired':
      // The restart that belongs to pairing is not a broken link.
      return state === 'pairing' || state === 'otherNumber' ? state : 'reconnecting'
    case 'lost':
      if (state === 'otherNumber') return state
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
