import type { Synchronisation } from '../../shared/commands.ts'

export type ScheduleFault = 'everySeconds' | 'noTime' | 'noDays'

/** Why a schedule cannot be saved as it stands in the form; the relay holds the same rules. */
export function scheduleFault(schedule: Synchronisation['schedule']): ScheduleFault | undefined {
  const { everySeconds, from, to, weekdays } = schedule
  if (!Number.isInteger(everySeconds) || everySeconds < 1 || everySeconds > 3600) return 'everySeconds'
  if (from === '' || to === '' || from === to) return 'noTime'
  return weekdays.length === 0 ? 'noDays' : undefined
}

/** Puts a day in or takes it out; the days stay in the order of the week. */
export const toggledDay = (weekdays: readonly number[], day: number): number[] =>
  weekdays.includes(day)
    ? weekdays.filter((other) => other !== day)
    : [...weekdays, day].sort((one, other) => one - other)
