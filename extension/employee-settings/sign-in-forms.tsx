import { useEffect } from 'preact/hooks'
import { i18n } from '#i18n'
import { Problem } from '../design/banner.tsx'
import { Button } from '../design/button.tsx'
import { Field } from '../design/field.tsx'
import { typedCodeSentence } from '../inbox/asked-sentences.ts'
import { ActionForm } from './action-form.tsx'
import type { AccessState } from './create-access-state.ts'
import { OnecSignInForm } from './onec-sign-in-form.tsx'

/** The ways in: an invitation, the setup code, login and password of 1C where the relay offers it. */
export function SignInForms({ state }: { state: AccessState }) {
  useEffect(() => void state.onec.lookForWays.run(), [state])
  return (
    <div class="two-ways">
      {state.onec.isOffered.value === true && <OnecSignInForm state={state.onec} />}
      <InvitationForm state={state} />
      {/* Where a base has given employees, the relay was set up long ago. */}
      {state.onec.isOffered.value !== true && <SetUpForm state={state} />}
    </div>
  )
}

function InvitationForm({ state }: { state: AccessState }) {
  return (
    <ActionForm
      title={i18n.t(state.onec.isOffered.value === true ? 'access.byCode' : 'access.invited')}
      action={state.signIn}
    >
      <p>{i18n.t('access.invitedHow')}</p>
      <Field
        label={i18n.t('access.invitationCode')}
        code
        value={state.invitationCode.value}
        onType={(text) => (state.invitationCode.value = text)}
        testId="invitation-code"
      />
      <Problem text={codeProblem(state, 'signIn')} />
      <Button type="submit" look="main" busy={state.signIn.busy.value} testId="sign-in">
        {i18n.t('access.signIn')}
      </Button>
    </ActionForm>
  )
}

function SetUpForm({ state }: { state: AccessState }) {
  return (
    <ActionForm title={i18n.t('access.first')} action={state.setUp}>
      <p>{i18n.t('access.firstHow')}</p>
      <Field
        label={i18n.t('access.setUpCode')}
        code
        value={state.setUpCode.value}
        onType={(text) => (state.setUpCode.value = text)}
        testId="setup-code"
      />
      <Field
        label={i18n.t('access.name')}
        autocomplete="name"
        value={state.name.value}
        onType={(text) => (state.name.value = text)}
        testId="setup-name"
      />
      <Problem text={codeProblem(state, 'setUp')} />
      <Button type="submit" busy={state.setUp.busy.value} off={state.name.value.trim() === ''} testId="setup-submit">
        {i18n.t('access.setUp')}
      </Button>
    </ActionForm>
  )
}

function codeProblem(state: AccessState, form: 'setUp' | 'signIn'): string | undefined {
  if (state.halfTyped.value === form) return i18n.t('typedCode.halfTyped')
  const refused = state[form].refused.value
  return refused === undefined ? undefined : typedCodeSentence(refused)
}
