import { useEffect } from 'preact/hooks'
import { i18n } from '#i18n'
import { has } from '../../shared/employee.ts'
import type { HereRow } from '../database/database.ts'
import { Problem } from '../design/banner.tsx'
import { Button } from '../design/button.tsx'
import { ConfirmButton } from '../design/confirm-button.tsx'
import { Field } from '../design/field.tsx'
import { StateSign } from '../design/state-sign.tsx'
import { askedSentence, typedCodeSentence } from '../inbox/asked-sentences.ts'
import { linkTones } from '../inbox/link-sentences.ts'
import { ActionForm } from './action-form.tsx'
import type { AccessState } from './create-access-state.ts'
import { OnecSignInForm } from './onec-sign-in-form.tsx'

export function AccessPart({ state, here }: { state: AccessState; here: HereRow | null }) {
  const known = here !== null && here.link !== 'notSetUp'
  const mayEnter = known && here.employee === undefined
  useEffect(() => {
    if (mayEnter) void state.onec.lookForWays.run()
  }, [state, mayEnter])
  return (
    <>
      <RelayForm state={state} here={here} />
      {here?.employee !== undefined && <WhoAmI state={state} here={here} employee={here.employee} />}
      {mayEnter && (
        <div class="two-ways">
          {state.onec.isOffered.value === true && <OnecSignInForm state={state.onec} />}
          <InvitationForm state={state} />
          {/* Where a base has given employees, the relay was set up long ago. */}
          {state.onec.isOffered.value !== true && <SetUpForm state={state} />}
        </div>
      )}
    </>
  )
}

function RelayForm({ state, here }: { state: AccessState; here: HereRow | null }) {
  const link = here?.link ?? 'notSetUp'
  return (
    <ActionForm title={i18n.t('access.relay')} action={state.connect}>
      <Field
        label={i18n.t('access.address')}
        hint={i18n.t('access.addressHint')}
        type="url"
        placeholder="https://relay.example.ru"
        value={state.address.value}
        onType={(text) => (state.address.value = text)}
        testId="relay-address"
      />
      <Problem text={addressProblem(state)} />
      <div class="card-actions">
        <Button
          type="submit"
          look={link === 'notSetUp' ? 'main' : 'plain'}
          busy={state.connect.busy.value}
          testId="relay-connect"
        >
          {i18n.t(state.connect.busy.value ? 'access.checking' : 'access.connect')}
        </Button>
        <span class="sign-line" data-testid="link-state" data-state={link}>
          <StateSign tone={linkTones[link]} />
          {i18n.t(`link.${link}`)}
        </span>
      </div>
    </ActionForm>
  )
}

function addressProblem({ addressIsWrong, connect }: AccessState): string | undefined {
  const refused = connect.refused.value
  if (addressIsWrong.value || refused?.code === 'badRequest') return i18n.t('access.addressWrong')
  if (refused?.code === 'forbidden') return i18n.t('access.addressByPolicy')
  return refused === undefined ? undefined : askedSentence(refused)
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

type WhoAmIProps = { state: AccessState; here: HereRow; employee: NonNullable<HereRow['employee']> }

function WhoAmI({ state, employee }: WhoAmIProps) {
  const rights = (['read', 'reply', 'supervise', 'admin'] as const).filter((right) => has(employee, right))
  return (
    <section class="card" aria-label={i18n.t('access.you')}>
      <h3>{i18n.t('access.you')}</h3>
      <p class="who-am-i">{employee.name}</p>
      <p class="quiet">
        {rights.map((right) => i18n.t(`right.${right}`)).join(', ')}
        {'. '}
        {i18n.t(employee.inQueue ? 'access.inQueue' : 'access.notInQueue')}
      </p>
      <ConfirmButton
        question={i18n.t('access.signOutQuestion')}
        yes={i18n.t('access.signOut')}
        busy={state.signingOut.busy.value}
        onConfirm={state.signingOut.run}
      >
        {i18n.t('access.signOut')}
      </ConfirmButton>
    </section>
  )
}
