import type { ReadonlySignal } from '@preact/signals'
import { i18n } from '#i18n'
import type { EmployeeRow } from '../../shared/answers.ts'
import { has } from '../../shared/employee.ts'
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
  return (
    <li class="employee" data-removed={removed}>
      <Initials name={employee.name} />
      <div class="employee-who">
        <strong>
          {employee.name}
          {isMe && ` (${i18n.t('employees.you')})`}
        </strong>
        <span class="quiet">{stateSentence(row, now.value)}</span>
      </div>
      {!removed && <Ticks row={row} isMe={isMe} state={state} />}
      {!removed && <Actions row={row} isMe={isMe} state={state} />}
    </li>
  )
}

function stateSentence({ signedInAt, revokedAt }: EmployeeRow, now: Instant): string {
  if (revokedAt !== undefined) return i18n.t('employees.removedAt', [momentInWords(revokedAt, now, language())])
  if (signedInAt === undefined) return i18n.t('employees.notYet')
  return i18n.t('employees.signedInAt', [momentInWords(signedInAt, now, language())])
}

type LineParts = Omit<EmployeeLineProps, 'now'>

/** Nobody takes the administrator's right from himself: the relay would be left without one. */
function Ticks({ row: { employee }, isMe, state }: LineParts) {
  const busy = state.change.busy.value
  const give = (right: 'reply' | 'admin', on: boolean) => {
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
      <TickBox on={has(employee, 'admin')} off={busy || isMe} onChange={(on) => give('admin', on)}>
        {i18n.t('right.admin')}
      </TickBox>
    </fieldset>
  )
}

function Actions({ row: { employee }, isMe, state }: LineParts) {
  return (
    <div class="card-actions">
      <Button busy={state.inviteAgain.busy.value} onPress={() => state.inviteAgain.run(employee.id)}>
        {i18n.t('employees.newCode')}
      </Button>
      {!isMe && (
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
