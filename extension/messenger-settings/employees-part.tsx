import type { ReadonlySignal } from '@preact/signals'
import { useEffect, useRef } from 'preact/hooks'
import { i18n } from '#i18n'
import type { EmployeeRow } from '../../shared/answers.ts'
import type { Instant } from '../../shared/ids.ts'
import type { HereRow } from '../database/database.ts'
import { Problem } from '../design/banner.tsx'
import { Field } from '../design/field.tsx'
import { TickBox } from '../design/tick-box.tsx'
import { askedSentence } from '../inbox/asked-sentences.ts'
import type { EmployeesState } from './create-employees-state.ts'
import { EmployeeLine } from './employee-line.tsx'
import { EmployeeSources } from './employee-source.tsx'
import { InviteCode, InviteForm } from './invite-form.tsx'
import { LoadingOrProblem } from './loading-or-problem.tsx'
import { needsSearch, removedCount, shownEmployees } from './shown-employees.ts'

export interface EmployeesPartProps {
  here: HereRow
  state: EmployeesState
  now: ReadonlySignal<Instant>
  /** Of the relay. */
  address: string | undefined
}

export function EmployeesPart({ here, state, now, address }: EmployeesPartProps) {
  useEffect(() => void state.load.run(), [state])
  const code = state.code.value
  const rows = state.employees.value
  const codePlace = useRef<HTMLDivElement>(null)
  // In a long list its button may be far below the place where the code is shown.
  useEffect(() => codePlace.current?.scrollIntoView({ block: 'nearest' }), [code]) // null while there is no code
  return (
    <>
      <EmployeeSources onecDecides={state.onecDecides.value} sources={state.sources.value} />
      {rows !== undefined && <InviteForm state={state} />}
      {code !== undefined && (
        <div ref={codePlace}>
          <InviteCode code={code} now={now.value} address={address} />
        </div>
      )}
      {rows === undefined ? (
        <LoadingOrProblem load={state.load} />
      ) : (
        <EmployeeList rows={rows} here={here} state={state} now={now} />
      )}
      <EmployeesProblem state={state} />
    </>
  )
}

function EmployeeList({ rows, here, state, now }: Omit<EmployeesPartProps, 'address'> & { rows: EmployeeRow[] }) {
  const shown = shownEmployees(rows, state.sought.value, state.withRemoved.value)
  return (
    <>
      {needsSearch(rows) && (
        <Field
          label={i18n.t('employees.find')}
          value={state.sought.value}
          onType={(text) => (state.sought.value = text)}
          testId="employee-search"
        />
      )}
      {shown.length === 0 ? (
        <p class="quiet">{i18n.t('employees.nobodyFound')}</p>
      ) : (
        <ul class="card employees" aria-label={i18n.t('settings.employees')}>
          {shown.map((row) => (
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
      {removedCount(rows) > 0 && (
        <TickBox on={state.withRemoved.value} onChange={(on) => (state.withRemoved.value = on)}>
          {i18n.t('employees.showRemoved', [removedCount(rows)])}
        </TickBox>
      )}
    </>
  )
}

function EmployeesProblem({ state: { inviteAgain, change, remove } }: { state: EmployeesState }) {
  const refused = inviteAgain.refused.value ?? change.refused.value ?? remove.refused.value
  return <Problem text={refused === undefined ? undefined : askedSentence(refused)} />
}
