import type { ChannelState } from '../../shared/channel-status.ts'

export interface PairingStep {
  /** The place of the QR code and the steps on the phone are shown. */
  showsCode: boolean
  /** The button that begins, by its words; absent when there is nothing to begin. */
  begin?: 'pair' | 'pairAgain' | 'connect'
  mayUnlink: boolean
  /** A pairing is under way: its codes can be made worthless. */
  mayCancel?: true
  /** A person has to say which of two numbers it is to be. */
  asksWhich?: true
}

/** What an administrator can do with a number in each of its states. */
export function pairingStep(state: ChannelState): PairingStep {
  switch (state) {
    case 'notPaired':
      return { showsCode: false, begin: 'pair', mayUnlink: false }
    case 'waitingForScan':
    case 'codesUsedUp':
      return { showsCode: true, mayUnlink: false, mayCancel: true }
    case 'pairing':
      return { showsCode: false, mayUnlink: false, mayCancel: true }
    case 'connecting':
    case 'online':
    case 'suspect':
    case 'reconnecting':
      return { showsCode: false, mayUnlink: true }
    case 'unlinked':
    case 'banned':
      return { showsCode: false, begin: 'pairAgain', mayUnlink: false }
    case 'replaced':
      return { showsCode: false, begin: 'connect', mayUnlink: true }
    case 'otherNumber':
      return { showsCode: false, mayUnlink: false, asksWhich: true }
    case 'versionRefused':
      return { showsCode: false, begin: 'connect', mayUnlink: true }
  }
}
