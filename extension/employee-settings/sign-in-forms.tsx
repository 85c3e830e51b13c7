import type { ComponentType } from 'preact'
import { useEffect } from 'preact/hooks'
import { i18n } from '#i18n'
import { Problem } from '../design/banner.tsx'
import { Button } from '../design/button.tsx'
import { Field } from '../design/field.tsx'
import { typedCodeSentence } from '../inbox/asked-sentences.ts'
import { ActionForm } from './action-form.tsx'
import type { AccessState } from './create-access-state.ts'
import { type SignInForm, signInForms } from './create-sign-in-ways.ts'
import { OnecSignInForm } from './onec-sign-in-form.tsx'

interface FormsProps {
  state: AccessState
  /** What is asked first can be typed at once. */
  typesAtOnce?: boolean
}

/** The ways in that the relay has: the setup code while nobody is in, then an invitation, and login and password of 1C. */
export function SignInForms({ state, typesAtOnce = false }: FormsProps) {
  const { known, look } = state.ways
  useEffect(() => void look.run(), [look])
  if (known.value === undefined && look.refused.value === undefined) {
    return <p role="status">{i18n.t('access.checking')}</p>
  }
  const forms = signInForms(known.value)
  return (
    <div class="two-ways">
      {forms.map((form, place) => {
        const Form = formOf[form]
        return <Form key={form} state={state} typesAtOnce={typesAtOnce && place === 0} />
      })}
    </div>
  )
}

const formOf: Record<SignInForm, ComponentType<Required<FormsProps>>> = {
  onec: ({ state, typesAtOnce }) => <OnecSignInForm state={state.onec} typesAtOnce={typesAtOnce} />,
  invitation: InvitationForm,
  setUp: SetUpForm,
}

function InvitationForm({ state, typesAtOnce }: Required<FormsProps>) {
  const alone = state.ways.known.value?.onec !== true // undefined when the relay has not told
  return (
    <ActionForm title={i18n.t(alone ? 'access.invited' : 'access.byCode')} action={state.signIn}>
      <p>{i18n.t('access.invitedHow')}</p>
      <Field
        label={i18n.t('access.invitationCode')}
        code
        value={state.invitationCode.value}
        onType={(text) => (state.invitationCode.value = text)}
        typesAtOnce={typesAtOnce}
        testId="invitation-code"
      />
      <Problem text={codeProblem(state, 'signIn')} />
      <Button type="submit" look="main" busy={state.signIn.busy.value} testId="sign-in">
        {i18n.t('access.signIn')}
      </Button>
    </ActionForm>
  )
}

function SetUpForm({ state, typesAtOnce }: Required<FormsProps>) {
  return (
    <ActionForm title={i18n.t('access.first')} action={state.setUp}>
      <p>{i18n.t('access.firstHow')}</p>
      <Field
        label={i18n.t('access.setUpCode')}
        code
        value={state.setUpCode.value}
        onType={(text) => (state.setUpCode.value = text)}
        typesAtOnce={typesAtOnce}
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
      <Button
        type="submit"
        look="main"
        busy={state.setUp.busy.value}
        off={state.name.value.trim() === ''}
        testId="setup-submit"
      >
        {i18n.t('access.setUp')}
      </Button>
    </ActionForm>
  )
}

function codeProblem(state: AccessState, form: 'setUp' | 'signIn'): string | undefined {
  if (state.halfTyped.value === form) return i18n.t('typedCode.halfTyped')
  const refused = state[form].refused.value
  if (refused === undefined) return undefined
  // A setup code is not given by anybody: the relay prints a new one each time it starts.
  return form === 'setUp' && refused.code === 'codeUsed' ? i18n.t('typedCode.notSetUpCode') : typedCodeSentence(refused)
}
