import type { ReadonlySignal } from '@preact/signals'
import { i18n } from '#i18n'
import type { EmployeeRow } from '../../shared/answers.ts'
import { type Employee, has, type Right } from '../../shared/employee.ts'
import type { Instant } from '../../shared/ids.ts'
import { Button } from '../design/button.tsx'
import { ConfirmButton } from '../design/confirm-button.tsx'
import { Initials } from '../design/initials.tsx'
import { language } from '../design/language.ts'
import { momentInWords } from '../design/show-time.ts'
import { TickBox } from '../design/tick-box.tsx'
import type { EmployeesState } from './create-employees-state.ts'

export interface EmployeeLineProps {
  row: EmployeeRow
  isMe: boolean
  state: EmployeesState
  now: ReadonlySignal<Instant>
}

export function EmployeeLine({ row, isMe, state, now }: EmployeeLineProps) {
  const { employee } = row
  const removed = row.revokedAt !== undefined
  const fromOnec = employee.baseId !== undefined
  return (
    <li class="employee" data-removed={removed} data-testid="employee">
      <Initials name={employee.name} />
      <div class="employee-who">
        <strong>
          {employee.name}
          {isMe && ` (${i18n.t('employees.you')})`}
        </strong>
        {state.onecDecides.value && <span class="quiet">{sourceOf(employee, state)}</span>}
        <span class="quiet">{stateSentence(row, now.value)}</span>
      </div>
      {!removed && (fromOnec ? <RightsOf1c employee={employee} /> : <Ticks row={row} isMe={isMe} state={state} />)}
      {!removed && <Actions row={row} isMe={isMe} state={state} />}
    </li>
  )
}

/** Which base he comes from, and his login there. */
function sourceOf({ baseId, login }: Employee, state: EmployeesState): string {
  if (baseId === undefined) return i18n.t('employees.byInvitation')
  // A base that was unlinked has no name any more.
  const base = state.sources.value.find(({ id }) => id === baseId)?.name ?? '1С'
  return login === undefined ? base : i18n.t('employees.fromOnec', [base, login])
}

function stateSentence({ signedInAt, revokedAt, revokedBecause }: EmployeeRow, now: Instant): string {
  if (revokedAt !== undefined) {
    const when = i18n.t('employees.removedAt', [momentInWords(revokedAt, now, language())])
    if (revokedBecause === undefined || revokedBecause === 'byHand') return when
    return `${when}, ${i18n.t(`employees.because.${revokedBecause}`)}`
  }
  if (signedInAt === undefined) return i18n.t('employees.notYet')
  return i18n.t('employees.signedInAt', [momentInWords(signedInAt, now, language())])
}

/** 1C alone says what he may: shown, not changed. */
function RightsOf1c({ employee }: { employee: Employee }) {
  const rights = (['reply', 'supervise', 'admin'] as const).filter((right) => has(employee, right))
  const words = rights.map((right) => i18n.t(`right.${right}`))
  return (
    <span class="employee-rights">
      {[
        ...(has(employee, 'reply') ? [] : [i18n.t('right.read')]),
        ...words,
        ...(employee.inQueue ? [i18n.t('employees.inQueue')] : []),
      ].join(', ')}
    </span>
  )
}

type LineParts = Omit<EmployeeLineProps, 'now'>

/** Nobody takes the administrator's right from himself: the relay would be left without one. */
function Ticks({ row: { employee }, isMe, state }: LineParts) {
  const busy = state.change.busy.value
  const give = (right: Right, on: boolean) => {
    const others = employee.rights.filter((other) => other !== right)
    void state.change.run(employee.id, { rights: on ? [...others, right] : others })
  }
  return (
    <fieldset class="tick-row" aria-label={i18n.t('employees.rightsOf', [employee.name])}>
      <TickBox on={has(employee, 'reply')} off={busy} onChange={(on) => give('reply', on)}>
        {i18n.t('right.reply')}
      </TickBox>
      <TickBox on={employee.inQueue} off={busy} onChange={(inQueue) => state.change.run(employee.id, { inQueue })}>
        {i18n.t('employees.inQueue')}
      </TickBox>
      <TickBox on={has(employee, 'supervise')} off={busy} onChange={(on) => give('supervise', on)}>
        {i18n.t('right.supervise')}
      </TickBox>
      <TickBox
        on={has(employee, 'admin')}
        off={busy || isMe || state.onecDecides.value}
        onChange={(on) => give('admin', on)}
      >
        {i18n.t('right.admin')}
      </TickBox>
    </fieldset>
  )
}

function Actions({ row: { employee }, isMe, state }: LineParts) {
  return (
    <div class="card-actions">
      <Button busy={state.inviteAgain.busy.value} onPress={() => state.inviteAgain.run(employee.id)}>
        {i18n.t(employee.baseId === undefined ? 'employees.newCode' : 'employees.code')}
      </Button>
      {!isMe && employee.baseId === undefined && (
        <ConfirmButton
          question={i18n.t('employees.removeQuestion', [employee.name])}
          yes={i18n.t('employees.removeYes')}
          busy={state.remove.busy.value}
          onConfirm={() => state.remove.run(employee.id)}
        >
          {i18n.t('employees.remove')}
        </ConfirmButton>
      )}
    </div>
  )
}
