import type { ReadonlySignal } from '@preact/signals'
import { useEffect } from 'preact/hooks'
import { i18n } from '#i18n'
import { type AuditEntry, auditActions } from '../../shared/audit.ts'
import type { Instant } from '../../shared/ids.ts'
import { Problem } from '../design/banner.tsx'
import { Button } from '../design/button.tsx'
import { language } from '../design/language.ts'
import { Select } from '../design/select.tsx'
import { momentInWords } from '../design/show-time.ts'
import { askedSentence } from '../inbox/asked-sentences.ts'
import type { AuditState } from './create-audit-state.ts'
import type { EmployeesState } from './create-employees-state.ts'
import { LoadingOrProblem } from './loading-or-problem.tsx'

export interface AuditPartProps {
  state: AuditState
  employees: EmployeesState
  now: ReadonlySignal<Instant>
}

/** «Журнал»: who did what, newest first. */
export function AuditPart({ state, employees, now }: AuditPartProps) {
  useEffect(() => state.choose({}), [state])
  return (
    <>
      <AuditChoiceLine state={state} employees={employees} />
      {state.entries.value === undefined ? (
        <LoadingOrProblem load={state.load} />
      ) : (
        <AuditTable entries={state.entries.value} now={now.value} />
      )}
      <Problem text={state.showMore.refused.value && askedSentence(state.showMore.refused.value)} />
      {state.more.value && (
        <Button busy={state.showMore.busy.value} onPress={state.showMore.run}>
          {i18n.t('audit.more')}
        </Button>
      )}
    </>
  )
}

function AuditChoiceLine({ state, employees }: Pick<AuditPartProps, 'state' | 'employees'>) {
  const choice = state.choice.value
  const rows = employees.employees.value ?? []
  return (
    <div class="audit-choice">
      <Select
        label={i18n.t('audit.employee')}
        value={choice.employeeId ?? ''}
        choices={[
          { value: '', text: i18n.t('audit.everybody') },
          ...rows.map(({ employee }) => ({ value: employee.id, text: employee.name })),
        ]}
        onChoose={(id) =>
          state.choose({ ...choice, employeeId: rows.find(({ employee }) => employee.id === id)?.employee.id })
        }
      />
      <Select
        label={i18n.t('audit.action')}
        value={choice.action ?? ''}
        choices={[
          { value: '', text: i18n.t('audit.anyAction') },
          ...auditActions.map((action) => ({ value: action, text: i18n.t(`audit.did.${action}`) })),
        ]}
        onChoose={(wanted) => state.choose({ ...choice, action: auditActions.find((action) => action === wanted) })}
      />
    </div>
  )
}

function AuditTable({ entries, now }: { entries: AuditEntry[]; now: Instant }) {
  if (entries.length === 0) return <p class="quiet">{i18n.t('audit.none')}</p>
  return (
    <table class="audit" data-testid="audit">
      <thead>
        <tr>
          <th scope="col">{i18n.t('audit.when')}</th>
          <th scope="col">{i18n.t('audit.employee')}</th>
          <th scope="col">{i18n.t('audit.action')}</th>
          <th scope="col">{i18n.t('audit.about')}</th>
        </tr>
      </thead>
      <tbody>
        {entries.map((entry) => (
          <tr key={entry.number}>
            <td>{momentInWords(entry.at, now, language())}</td>
            <td>{entry.employeeName}</td>
            <td>{i18n.t(`audit.did.${entry.action}`)}</td>
            <td>{aboutWhat(entry)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

const settingNames = ['synchronisation', 'inbox', 'groups'] as const

function aboutWhat({ action, subject }: AuditEntry): string {
  const setting = action === 'settingsChanged' && settingNames.find((name) => name === subject)
  return setting ? i18n.t(`audit.setting.${setting}`) : (subject ?? '')
}
