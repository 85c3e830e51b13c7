import type { ComponentChildren } from 'preact'
import { i18n } from '#i18n'
import { has } from '../../shared/employee.ts'
import type { HereRow } from '../database/database.ts'
import { ConfirmButton } from '../design/confirm-button.tsx'
import type { AccessState } from './create-access-state.ts'
import { RelayForm } from './relay-form.tsx'
import { SignInForms } from './sign-in-forms.tsx'

export interface AccessPartProps {
  state: AccessState
  here: HereRow | null
  /** Above all else: what is left of the first run. */
  children?: ComponentChildren
}

export function AccessPart({ state, here, children }: AccessPartProps) {
  const known = here !== null && here.link !== 'notSetUp'
  return (
    <>
      {children}
      <RelayForm state={state} here={here} />
      {here?.employee !== undefined && <WhoAmI state={state} here={here} employee={here.employee} />}
      {known && here.employee === undefined && <SignInForms state={state} />}
    </>
  )
}

const asSentence = (words: string): string => words.slice(0, 1).toUpperCase() + words.slice(1)

type WhoAmIProps = { state: AccessState; here: HereRow; employee: NonNullable<HereRow['employee']> }

function WhoAmI({ state, employee }: WhoAmIProps) {
  const rights = (['read', 'reply', 'supervise', 'admin'] as const).filter((right) => has(employee, right))
  return (
    <section class="card" aria-label={i18n.t('access.you')}>
      <h3>{i18n.t('access.you')}</h3>
      <p class="who-am-i">{employee.name}</p>
      <p class="quiet">
        {asSentence(rights.map((right) => i18n.t(`right.${right}`)).join(', '))}
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
