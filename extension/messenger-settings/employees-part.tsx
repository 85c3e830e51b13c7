import type { ReadonlySignal } from '@preact/signals'
import { useEffect } from 'preact/hooks'
import { i18n } from '#i18n'
import type { Instant } from '../../shared/ids.ts'
import type { HereRow } from '../database/database.ts'
import { Problem } from '../design/banner.tsx'
import { Button } from '../design/button.tsx'
import { Field } from '../design/field.tsx'
import { language } from '../design/language.ts'
import { OneTimeSecret } from '../design/one-time-secret.tsx'
import { momentInWords } from '../design/show-time.ts'
import { TickBox } from '../design/tick-box.tsx'
import { askedSentence } from '../inbox/asked-sentences.ts'
import type { EmployeesState, InviteForm as Form } from './create-employees-state.ts'
import { EmployeeLine } from './employee-line.tsx'
import { LoadingOrProblem } from './loading-or-problem.tsx'

export interface EmployeesPartProps {
  here: HereRow
  state: EmployeesState
  now: ReadonlySignal<Instant>
}

export function EmployeesPart({ here, state, now }: EmployeesPartProps) {
  useEffect(() => void state.load.run(), [state])
  const code = state.code.value
  const rows = state.employees.value
  return (
    <>
      <InviteForm state={state} />
      {code !== undefined && (
        <OneTimeSecret
          title={i18n.t('employees.codeFor', [code.name])}
          secret={code.code}
          note={i18n.t('employees.codeNote', [momentInWords(code.validUntil, now.value, language())])}
          testId="invite-code"
        />
      )}
      {rows === undefined ? (
        <LoadingOrProblem load={state.load} />
      ) : (
        <ul class="card employees" aria-label={i18n.t('settings.employees')}>
          {rows.map((row) => (
            <EmployeeLine
              key={row.employee.id}
              row={row}
              isMe={row.employee.id === here.employee?.id}
              state={state}
              now={now}
            />
          ))}
        </ul>
      )}
      <EmployeesProblem state={state} />
    </>
  )
}

function EmployeesProblem({ state: { inviteAgain, change, remove } }: { state: EmployeesState }) {
  const refused = inviteAgain.refused.value ?? change.refused.value ?? remove.refused.value
  return <Problem text={refused === undefined ? undefined : askedSentence(refused)} />
}

function InviteForm({ state }: { state: EmployeesState }) {
  const form = state.form.value
  const refused = state.invite.refused.value
  const set = (part: Partial<Form>) => {
    state.form.value = { ...form, ...part }
  }
  const submit = (event: Event) => {
    event.preventDefault()
    void state.invite.run()
  }
  return (
    <form class="card" aria-label={i18n.t('employees.invite')} noValidate onSubmit={submit}>
      <h3>{i18n.t('employees.invite')}</h3>
      <Field label={i18n.t('employees.name')} value={form.name} onType={(name) => set({ name })} testId="invite-name" />
      <div class="tick-row">
        <TickBox on={form.mayReply} onChange={(mayReply) => set({ mayReply })}>
          {i18n.t('right.reply')}
        </TickBox>
        <TickBox on={form.inQueue} onChange={(inQueue) => set({ inQueue })}>
          {i18n.t('employees.inQueue')}
        </TickBox>
        <TickBox on={form.isAdmin} onChange={(isAdmin) => set({ isAdmin })}>
          {i18n.t('right.admin')}
        </TickBox>
      </div>
      <Problem text={refused === undefined ? undefined : askedSentence(refused)} />
      <div class="card-actions">
        <Button
          type="submit"
          look="main"
          busy={state.invite.busy.value}
          off={form.name.trim() === ''}
          testId="invite-submit"
        >
          {i18n.t('employees.inviteVerb')}
        </Button>
      </div>
    </form>
  )
}
