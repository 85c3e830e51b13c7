import type { ReadonlySignal } from '@preact/signals'
import { i18n } from '#i18n'
import type { Synchronisation } from '../../shared/commands.ts'
import type { Instant } from '../../shared/ids.ts'
import type { OnecStatus } from '../../shared/onec-status.ts'
import { Problem } from '../design/banner.tsx'
import { Button } from '../design/button.tsx'
import { Field } from '../design/field.tsx'
import { TickBox } from '../design/tick-box.tsx'
import { askedSentence } from '../inbox/asked-sentences.ts'
import type { SynchronisationState } from './create-synchronisation-state.ts'
import { LoadingOrProblem } from './loading-or-problem.tsx'
import { NextRun } from './next-run.tsx'
import { WeekdayChoice } from './weekday-choice.tsx'
import { WithoutOnecChoice } from './without-onec-choice.tsx'

export type FormProps = { form: Synchronisation; change: (part: Partial<Synchronisation>) => void }

export interface SynchronisationPartProps {
  state: SynchronisationState
  onec: OnecStatus | undefined
  now: ReadonlySignal<Instant>
}

export function SynchronisationPart({ state, onec, now }: SynchronisationPartProps) {
  const form = state.form.value
  if (form === undefined) return <LoadingOrProblem load={state.load} />
  const change = (part: Partial<Synchronisation>) => {
    state.form.value = { ...form, ...part }
  }
  const submit = (event: Event) => {
    event.preventDefault()
    void state.save.run()
  }
  return (
    <form class="card" noValidate onSubmit={submit}>
      <TickBox on={form.syncEnabled} onChange={(syncEnabled) => change({ syncEnabled })}>
        <strong>{i18n.t('synchronisation.enabled')}</strong>
        <span class="quiet block">{i18n.t('synchronisation.enabledHint')}</span>
      </TickBox>
      <ScheduleFields form={form} change={change} />
      <NextRun form={form} saved={state.saved.value} timeZone={onec?.timeZone} now={now} />
      <RouteChoice form={form} change={change} />
      {form.replyRoute === 'through1c' && <WithoutOnecChoice form={form} change={change} />}
      <SaveLine state={state} />
    </form>
  )
}

function ScheduleFields({ form: { schedule }, change }: FormProps) {
  const set = (part: Partial<Synchronisation['schedule']>) => change({ schedule: { ...schedule, ...part } })
  return (
    <fieldset class="schedule">
      <legend>{i18n.t('synchronisation.schedule')}</legend>
      <div class="schedule-times">
        <Field
          label={i18n.t('synchronisation.every')}
          type="number"
          min={1}
          max={3600}
          value={Number.isNaN(schedule.everySeconds) ? '' : String(schedule.everySeconds)}
          onType={(text) => set({ everySeconds: Number.parseInt(text, 10) })}
        />
        <Field
          label={i18n.t('synchronisation.from')}
          type="time"
          value={schedule.from}
          onType={(from) => set({ from })}
        />
        <Field label={i18n.t('synchronisation.to')} type="time" value={schedule.to} onType={(to) => set({ to })} />
      </div>
      <WeekdayChoice weekdays={schedule.weekdays} onChange={(weekdays) => set({ weekdays })} />
    </fieldset>
  )
}

function RouteChoice({ form, change }: FormProps) {
  return (
    <fieldset class="choices">
      <legend>{i18n.t('synchronisation.route')}</legend>
      {(['through1c', 'direct'] as const).map((route) => (
        <TickBox
          key={route}
          group="route"
          on={form.replyRoute === route}
          onChange={(on) => {
            if (on) change({ replyRoute: route })
          }}
        >
          {i18n.t(`synchronisation.${route}`)}
          <span class="quiet block">{i18n.t(`synchronisation.${route}Hint`)}</span>
        </TickBox>
      ))}
    </fieldset>
  )
}

function SaveLine({ state }: { state: SynchronisationState }) {
  const fault = state.fault.value
  const refused = state.save.refused.value
  const changed = state.changed.value
  return (
    <>
      <Problem
        text={
          fault !== undefined
            ? i18n.t(`synchronisation.fault.${fault}`)
            : refused === undefined
              ? undefined
              : askedSentence(refused)
        }
      />
      <div class="card-actions">
        <Button type="submit" look="main" busy={state.save.busy.value} off={!changed || fault !== undefined}>
          {i18n.t('settings.save')}
        </Button>
        {changed && <Button onPress={state.undo}>{i18n.t('settings.undo')}</Button>}
        {!changed && <span class="quiet">{i18n.t('settings.saved')}</span>}
      </div>
    </>
  )
}
