import type { AskedCode } from './inbox-service.ts'

/**
 * What a refusal of the live connection means. `accessGone`: the token is dead; `onecDecides`: so it is, because 1C says now who works with the messenger.
 * `noRight`: it lives, but may not read.
 * `later`: the relay cannot now; try again with back-off.
 */
export type AfterRefusal = 'accessGone' | 'onecDecides' | 'noRight' | 'relayTooOld' | 'extensionTooOld' | 'later'

export function afterRefusal(code: AskedCode, ours: number, supported: number[] = []): AfterRefusal {
  switch (code) {
    case 'unauthorized':
      return 'accessGone'
    case 'employeesComeFrom1c':
      return 'onecDecides'
    case 'forbidden':
      return 'noRight'
    case 'protocolMismatch':
      return supported.some((version) => version > ours) ? 'extensionTooOld' : 'relayTooOld'
    case 'badRequest':
    case 'notFound':
    case 'conflict':
    case 'tooLateToChange':
    case 'takenByOther':
    case 'notYours':
    case 'firstMessageNotAllowed':
    case 'numberRemoved':
    case 'noBase':
    case 'noClientCard':
    case 'codeUsed':
    case 'wrongLogin':
    case 'notInGroup':
    case 'noLicence':
    case 'onecUnreachable':
    case 'tooLarge':
    case 'tooManyAttempts':
    case 'storageFull':
    case 'internal':
    case 'unreachable':
    case 'notARelay':
      return 'later'
    default:
      return code satisfies never
  }
}

/** What a refusal of one reply means. `forGood`: a person decides; to repeat it would be refused again. */
export type AfterReplyRefusal = 'accessGone' | 'forGood' | 'later'

export function afterReplyRefusal(code: AskedCode): AfterReplyRefusal {
  switch (code) {
    case 'unauthorized':
    case 'employeesComeFrom1c':
      return 'accessGone'
    case 'badRequest':
    case 'forbidden':
    case 'notFound':
    case 'conflict':
    case 'tooLateToChange':
    case 'takenByOther':
    case 'notYours':
    case 'firstMessageNotAllowed':
    case 'numberRemoved':
    case 'noBase':
    case 'noClientCard':
    case 'codeUsed':
    case 'wrongLogin':
    case 'notInGroup':
    case 'noLicence':
    case 'onecUnreachable':
    case 'tooLarge':
    case 'protocolMismatch':
      return 'forGood'
    case 'tooManyAttempts':
    case 'storageFull':
    case 'internal':
    case 'unreachable':
    case 'notARelay':
      return 'later'
    default:
      return code satisfies never
  }
}
