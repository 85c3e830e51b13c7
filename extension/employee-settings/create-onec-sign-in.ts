import { type ReadonlySignal, type Signal, signal } from '@preact/signals'
import type { InboxService } from '../background/inbox-service.ts'
import { type Action, createAction } from './create-action.ts'

/** «Войти логином и паролем 1С». */
export interface OnecSignInState {
  login: Signal<string>
  password: Signal<string>
  signIn: Action<[]>
  /** The button was pressed without a login. */
  loginIsEmpty: ReadonlySignal<boolean>
}

export function createOnecSignIn(inbox: InboxService): OnecSignInState {
  const [login, password, loginIsEmpty] = [signal(''), signal(''), signal(false)]
  const entering = createAction(inbox.signInWithOnec, () => {
    login.value = ''
  })
  const signIn = async () => {
    const name = login.value.trim()
    loginIsEmpty.value = name === ''
    if (loginIsEmpty.value || entering.busy.peek()) return false
    const secret = password.value
    // Forgotten at once, whatever comes of it: nobody is to find it typed.
    password.value = ''
    return entering.run(name, secret)
  }
  return {
    login,
    password,
    signIn: { ...entering, run: signIn },
    loginIsEmpty,
  }
}
