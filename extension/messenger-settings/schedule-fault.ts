import { longestWithoutOnecMinutes, type Synchronisation } from '../../shared/commands.ts'

export type ScheduleFault = 'everySeconds' | 'noTime' | 'noDays' | 'withoutOnec'

/** Why a schedule cannot be saved as it stands in the form; the relay holds the same rules. */
export function scheduleFault(schedule: Synchronisation['schedule']): ScheduleFault | undefined {
  const { everySeconds, from, to, weekdays } = schedule
  if (!Number.isInteger(everySeconds) || everySeconds < 1 || everySeconds > 3600) return 'everySeconds'
  if (from === '' || to === '' || from === to) return 'noTime'
  return weekdays.length === 0 ? 'noDays' : undefined
}

/** The same for all of it. */
export function synchronisationFault({
  schedule,
  withoutOnecAfterMinutes: minutes,
}: Synchronisation): ScheduleFault | undefined {
  const isWrong = minutes !== null && (!Number.isInteger(minutes) || minutes < 1 || minutes > longestWithoutOnecMinutes)
  return scheduleFault(schedule) ?? (isWrong ? 'withoutOnec' : undefined)
}

/** Puts a day in or takes it out; the days stay in the order of the week. */
export const toggledDay = (weekdays: readonly number[], day: number): number[] =>
  weekdays.includes(day)
    ? weekdays.filter((other) => other !== day)
    : [...weekdays, day].sort((one, other) => one - other)
