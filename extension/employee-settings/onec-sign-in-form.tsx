import { i18n } from '#i18n'
import { Problem } from '../design/banner.tsx'
import { Button } from '../design/button.tsx'
import { Field } from '../design/field.tsx'
import { askedSentence } from '../inbox/asked-sentences.ts'
import { ActionForm } from './action-form.tsx'
import type { OnecSignInState } from './create-onec-sign-in.ts'

/** With login and password of 1C, where a base is published. */
export function OnecSignInForm({ state, typesAtOnce }: { state: OnecSignInState; typesAtOnce: boolean }) {
  return (
    <ActionForm title={i18n.t('access.onec')} action={state.signIn}>
      <p>{i18n.t('access.onecHow')}</p>
      <Field
        label={i18n.t('access.onecLogin')}
        autocomplete="username"
        value={state.login.value}
        onType={(text) => (state.login.value = text)}
        typesAtOnce={typesAtOnce}
        testId="onec-login"
      />
      <Field
        label={i18n.t('access.onecPassword')}
        type="password"
        autocomplete="current-password"
        value={state.password.value}
        onType={(text) => (state.password.value = text)}
        testId="onec-password"
      />
      <Problem text={problem(state)} />
      <Button type="submit" look="main" busy={state.signIn.busy.value} testId="onec-sign-in">
        {i18n.t('access.signIn')}
      </Button>
    </ActionForm>
  )
}

function problem({ loginIsEmpty, signIn }: OnecSignInState): string | undefined {
  if (loginIsEmpty.value) return i18n.t('access.onecEmpty')
  const refused = signIn.refused.value
  return refused === undefined ? undefined : askedSentence(refused)
}
