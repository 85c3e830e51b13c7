import { i18n } from '#i18n'
import { type Language, language } from '../design/language.ts'
import { toggledDay } from './schedule-fault.ts'

const days = [1, 2, 3, 4, 5, 6, 7] as const

/** 2024-01-01 was a Monday: its day of the month is our number of the weekday. */
const dayName = (day: number, width: 'short' | 'long', of: Language): string =>
  new Intl.DateTimeFormat(of, { weekday: width }).format(new Date(2024, 0, day))

export function WeekdayChoice({ weekdays, onChange }: { weekdays: number[]; onChange: (days: number[]) => void }) {
  return (
    <fieldset class="weekdays" aria-label={i18n.t('synchronisation.weekdays')}>
      {days.map((day) => (
        <button
          key={day}
          type="button"
          class="weekday"
          aria-pressed={weekdays.includes(day)}
          title={dayName(day, 'long', language())}
          onClick={() => onChange(toggledDay(weekdays, day))}
        >
          {dayName(day, 'short', language())}
        </button>
      ))}
    </fieldset>
  )
}
