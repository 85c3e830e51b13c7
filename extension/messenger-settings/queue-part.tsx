import { useEffect } from 'preact/hooks'
import { i18n } from '#i18n'
import type { InboxSettings } from '../../shared/inbox-settings.ts'
import { Field } from '../design/field.tsx'
import { TickBox } from '../design/tick-box.tsx'
import type { EmployeesState } from './create-employees-state.ts'
import type { InboxSettingsState } from './create-inbox-settings-state.ts'
import { LoadingOrProblem } from './loading-or-problem.tsx'
import { QueueMembers } from './queue-members.tsx'
import { SaveLine, saving } from './save-line.tsx'
import { WeekdayChoice } from './weekday-choice.tsx'

export interface QueuePartProps {
  employees: EmployeesState
  settings: InboxSettingsState
}

/** Who hears of new chats, when to raise the alarm, and when people work. */
export function QueuePart({ employees, settings }: QueuePartProps) {
  useEffect(() => {
    void employees.load.run()
    void settings.load.run()
  }, [employees, settings])
  const form = settings.form.value
  const fault = settings.fault.value
  if (form === undefined) return <LoadingOrProblem load={settings.load} />
  const change = (part: Partial<InboxSettings>) => {
    settings.form.value = { ...form, ...part }
  }
  return (
    <>
      <QueueMembers state={employees} />
      <form class="card" noValidate onSubmit={saving(settings)}>
        <Alerts form={form} change={change} />
        <Hours form={form} change={change} />
        <SaveLine state={settings} fault={fault && i18n.t(`queue.fault.${fault}`)} />
      </form>
    </>
  )
}

interface FormProps {
  form: InboxSettings
  change: (part: Partial<InboxSettings>) => void
}

function Alerts({ form, change }: FormProps) {
  const { alertOthersAfterMinutes: others, alertSupervisorsAfterMinutes: supervisors } = form
  return (
    <fieldset class="choices">
      <legend>{i18n.t('queue.alerts')}</legend>
      <p class="quiet">{i18n.t('queue.alertsHint')}</p>
      <TickBox on={others !== null} onChange={(on) => change({ alertOthersAfterMinutes: on ? 15 : null })}>
        {i18n.t('queue.others')}
      </TickBox>
      {others !== null && (
        <Minutes
          label={i18n.t('queue.othersAfter')}
          value={others}
          onType={(minutes) => change({ alertOthersAfterMinutes: minutes })}
        />
      )}
      <TickBox on={supervisors !== null} onChange={(on) => change({ alertSupervisorsAfterMinutes: on ? 30 : null })}>
        {i18n.t('queue.supervisors')}
      </TickBox>
      {supervisors !== null && (
        <Minutes
          label={i18n.t('queue.supervisorsAfter')}
          value={supervisors}
          onType={(minutes) => change({ alertSupervisorsAfterMinutes: minutes })}
        />
      )}
    </fieldset>
  )
}

export interface MinutesProps {
  label: string
  value: number
  onType: (minutes: number) => void
}

/** A number of minutes inside a choice; while nothing is typed it is none. */
export function Minutes({ label, value, onType }: MinutesProps) {
  return (
    <div class="choices-inside minutes">
      <Field
        label={label}
        type="number"
        min={1}
        max={1440}
        value={Number.isNaN(value) ? '' : String(value)}
        onType={(text) => onType(Number.parseInt(text, 10))}
      />
    </div>
  )
}

function Hours({ form: { workingHours }, change }: FormProps) {
  const set = (part: Partial<InboxSettings['workingHours']>) => change({ workingHours: { ...workingHours, ...part } })
  return (
    <fieldset class="schedule">
      <legend>{i18n.t('queue.hours')}</legend>
      <p class="quiet hint-above">{i18n.t('queue.hoursHint')}</p>
      <div class="schedule-times">
        <Field
          label={i18n.t('synchronisation.from')}
          type="time"
          value={workingHours.from}
          onType={(from) => set({ from })}
        />
        <Field label={i18n.t('synchronisation.to')} type="time" value={workingHours.to} onType={(to) => set({ to })} />
      </div>
      <WeekdayChoice weekdays={workingHours.weekdays} onChange={(weekdays) => set({ weekdays })} />
    </fieldset>
  )
}
