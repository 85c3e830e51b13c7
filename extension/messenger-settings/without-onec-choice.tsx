import { i18n } from '#i18n'
import type { Synchronisation } from '../../shared/commands.ts'
import { Field } from '../design/field.tsx'
import { TickBox } from '../design/tick-box.tsx'

/** What a person most likely means who allows it at all. */
const usualMinutes = 15

export interface WithoutOnecProps {
  form: Synchronisation
  change: (part: Partial<Synchronisation>) => void
}

/** Whether replies leave without a 1C that is silent, and after how long. */
export function WithoutOnecChoice({ form: { withoutOnecAfterMinutes: minutes }, change }: WithoutOnecProps) {
  const set = (withoutOnecAfterMinutes: number | null) => change({ withoutOnecAfterMinutes })
  return (
    <fieldset class="choices">
      <legend>{i18n.t('synchronisation.without')}</legend>
      <TickBox group="without" on={minutes === null} onChange={(on) => on && set(null)}>
        {i18n.t('synchronisation.neverWithout')}
        <span class="quiet block">{i18n.t('synchronisation.neverWithoutHint')}</span>
      </TickBox>
      <TickBox group="without" on={minutes !== null} onChange={(on) => on && set(usualMinutes)}>
        {i18n.t('synchronisation.after')}
        <span class="quiet block">{i18n.t('synchronisation.afterHint')}</span>
      </TickBox>
      {minutes !== null && (
        <div class="choices-inside schedule-times">
          <Field
            label={i18n.t('synchronisation.minutes')}
            type="number"
            min={1}
            max={1440}
            value={Number.isNaN(minutes) ? '' : String(minutes)}
            onType={(text) => set(Number.parseInt(text, 10))}
            testId="without-minutes"
          />
        </div>
      )}
    </fieldset>
  )
}
