import type { ReadonlySignal } from '@preact/signals'
import { i18n } from '#i18n'
import type { Synchronisation } from '../../shared/commands.ts'
import type { Instant } from '../../shared/ids.ts'
import { nextRunAt } from '../../shared/schedule.ts'
import { createTimeZoneOffset } from '../../shared/time-zone.ts'
import { language } from '../design/language.ts'
import { scheduleFault } from './schedule-fault.ts'

export interface NextRunProps {
  form: Synchronisation
  /** As the relay has it: only that runs. */
  saved: Synchronisation | undefined
  /** Absent while no base is linked. */
  timeZone: string | undefined
  now: ReadonlySignal<Instant>
}

/** Whose clock the schedule follows, and when the next run is. */
export function NextRun({ form, saved, timeZone, now }: NextRunProps) {
  const { from, to } = form.schedule
  return (
    <div class="quiet" data-testid="next-run">
      {to !== '' && from > to && <p>{i18n.t('synchronisation.overMidnight')}</p>}
      {timeZone !== undefined && <p>{i18n.t('synchronisation.zone', [timeZone])}</p>}
      {saved !== undefined && timeZone !== undefined && <p>{nextRunSentence(saved, timeZone, now.value)}</p>}
    </div>
  )
}

/** In the relay's own time: it is its clock that the schedule follows, wherever this browser is. */
export function nextRunSentence({ syncEnabled, schedule }: Synchronisation, timeZone: string, now: Instant): string {
  if (!syncEnabled || scheduleFault(schedule) !== undefined) return i18n.t('synchronisation.noRun')
  const run = nextRunAt(schedule, now, createTimeZoneOffset(timeZone))
  const format = new Intl.DateTimeFormat(language(), {
    timeZone,
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    hourCycle: 'h23',
  })
  return i18n.t('synchronisation.nextRun', [format.format(run)])
}
