import { emptyTextIn, type InboxSettings, supervisorsAfterOthers } from '../../shared/inbox-settings.ts'

export type InboxSettingsFault = 'minutes' | 'supervisors' | 'noTime' | 'noDays' | 'emptyText'

const isMinutes = (minutes: number | null): boolean =>
  minutes === null || (Number.isInteger(minutes) && minutes >= 1 && minutes <= 24 * 60)

/** Why the settings of the queue cannot be saved as they stand in the form; the relay holds the same rules. */
export function inboxSettingsFault(settings: InboxSettings): InboxSettingsFault | undefined {
  const { alertOthersAfterMinutes, alertSupervisorsAfterMinutes, workingHours, automaticTexts } = settings
  const all = [alertOthersAfterMinutes, alertSupervisorsAfterMinutes, automaticTexts.nobodyAnswers.afterMinutes]
  if (!all.every(isMinutes)) return 'minutes'
  if (!supervisorsAfterOthers(settings)) return 'supervisors'
  if (workingHours.from === '' || workingHours.to === '') return 'noTime'
  if (workingHours.weekdays.length === 0) return 'noDays'
  return emptyTextIn(automaticTexts) === undefined ? undefined : 'emptyText'
}
