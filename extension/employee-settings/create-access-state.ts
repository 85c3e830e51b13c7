import { type ReadonlySignal, type Signal, signal } from '@preact/signals'
import type { InboxService } from '../background/inbox-service.ts'
import { type Action, createAction } from './create-action.ts'
import { createOnecSignIn, type OnecSignInState } from './create-onec-sign-in.ts'
import { createRelayChoice, type RelayChoice } from './create-relay-choice.ts'
import { createSignInWays, type SignInWaysState } from './create-sign-in-ways.ts'
import { looksLikeCode, normalCode } from './one-time-code.ts'
import { readInvitation } from './read-invitation.ts'

/** «Реле и вход»: which relay, and who is here. What was typed stays typed until it has worked. */
export interface AccessState extends RelayChoice {
  /** What the administrator has sent is taken apart: the address here, the code where it will be asked for. */
  typeAddress(text: string): void
  ways: SignInWaysState
  setUpCode: Signal<string>
  name: Signal<string>
  setUp: Action<[]>
  invitationCode: Signal<string>
  signIn: Action<[]>
  onec: OnecSignInState
  signingOut: Action<[]>
  /** Which code was not whole when its button was pressed. */
  halfTyped: ReadonlySignal<'setUp' | 'signIn' | undefined>
}

export function createAccessState(inbox: InboxService): AccessState {
  const [setUpCode, name, invitationCode] = [signal(''), signal(''), signal('')]
  const halfTyped = signal<'setUp' | 'signIn' | undefined>(undefined)
  const ways = createSignInWays(inbox)
  const relay = createRelayChoice(inbox, () => void ways.look.run())
  const settingUp = createAction(inbox.setUp, () => clear(setUpCode, name))
  const entering = createAction(inbox.signIn, () => clear(invitationCode))

  const withWholeCode = async (form: 'setUp' | 'signIn', typed: string, run: (code: string) => Promise<boolean>) => {
    const code = normalCode(typed)
    halfTyped.value = looksLikeCode(code) ? undefined : form
    return halfTyped.value === undefined && run(code)
  }

  return {
    ...relay,
    typeAddress(text) {
      const invitation = readInvitation(text)
      relay.address.value = invitation?.address ?? text
      if (invitation !== undefined) invitationCode.value = invitation.code
    },
    ways,
    setUpCode,
    name,
    setUp: {
      ...settingUp,
      run: () => withWholeCode('setUp', setUpCode.value, (code) => settingUp.run(code, name.value.trim())),
    },
    invitationCode,
    signIn: { ...entering, run: () => withWholeCode('signIn', invitationCode.value, entering.run) },
    onec: createOnecSignIn(inbox),
    signingOut: createSigningOut(inbox),
    halfTyped,
  }
}

const createSigningOut = (inbox: InboxService) =>
  createAction(async () => {
    await inbox.signOut()
    return { ok: true, value: undefined }
  })

function clear(...typed: Signal<string>[]): void {
  for (const text of typed) text.value = ''
}
