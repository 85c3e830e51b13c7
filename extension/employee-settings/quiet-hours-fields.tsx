import { i18n } from '#i18n'
import { Problem } from '../design/banner.tsx'
import { Field } from '../design/field.tsx'
import { TickBox } from '../design/tick-box.tsx'
import { WeekdayChoice } from '../messenger-settings/weekday-choice.tsx'
import type { NotificationsState } from './create-notifications-state.ts'

export function QuietHoursFields({ state }: { state: NotificationsState }) {
  const hours = state.quietHours.value
  if (hours === undefined) return null
  const change = state.changeQuietHours
  return (
    <>
      <TickBox on={hours.on} onChange={(on) => change({ on })}>
        <strong>{i18n.t('notifications.quiet')}</strong>
        <span class="quiet block">{i18n.t('notifications.quietHint')}</span>
      </TickBox>
      {hours.on && (
        <fieldset class="schedule">
          <legend>{i18n.t('notifications.days')}</legend>
          <WeekdayChoice weekdays={hours.weekdays} onChange={(weekdays) => change({ weekdays })} />
          <div class="schedule-times">
            <Field
              label={i18n.t('notifications.from')}
              type="time"
              value={hours.from}
              onType={(from) => change({ from })}
            />
            <Field label={i18n.t('notifications.to')} type="time" value={hours.to} onType={(to) => change({ to })} />
          </div>
          {hours.to <= hours.from && <p class="quiet">{i18n.t('notifications.overnight')}</p>}
          <Problem text={hours.weekdays.length === 0 ? i18n.t('notifications.noDays') : undefined} />
        </fieldset>
      )}
    </>
  )
}
