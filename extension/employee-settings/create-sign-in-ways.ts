import { type ReadonlySignal, signal } from '@preact/signals'
import type { SignInWays } from '../../shared/answers.ts'
import type { InboxService } from '../background/inbox-service.ts'
import { type Action, createAction } from './create-action.ts'

/** How somebody may sign in, as far as the relay has told. */
export interface SignInWaysState {
  known: ReadonlySignal<SignInWays | undefined>
  look: Action<[]>
}

export function createSignInWays(inbox: Pick<InboxService, 'signInWays'>): SignInWaysState {
  const known = signal<SignInWays | undefined>(undefined)
  const look = createAction(inbox.signInWays, (ways) => {
    known.value = ways
  })
  return { known, look }
}

export type SignInForm = 'onec' | 'invitation' | 'setUp'

/** Which forms are shown: one where one is enough. A relay that has not told may need any of them. */
export function signInForms(ways: SignInWays | undefined): SignInForm[] {
  if (ways?.setUp === true) return ['setUp']
  if (ways?.onec === true) return ['onec', 'invitation']
  return ways?.setUp === false ? ['invitation'] : ['invitation', 'setUp']
}
