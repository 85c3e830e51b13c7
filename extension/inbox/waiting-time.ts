import { i18n } from '#i18n'
import type { Instant } from '../../shared/ids.ts'

/** From when a client has waited long, and too long, where the office has not said. */
export const waitsLongMinutes = 5
export const waitsTooLongMinutes = 15

/** After how long the others, then the supervisors, are alerted: `null` is never. */
export interface AlertLimits {
  alertOthersAfterMinutes: number | null
  alertSupervisorsAfterMinutes: number | null
}

export interface WaitingTime {
  /** «ждёт 14 мин» */
  text: string
  level: 'short' | 'long' | 'tooLong'
}

/** How long a client has been waiting; nothing in his first minute. */
export function waitingTime(
  waitingSince: Instant | undefined,
  now: Instant,
  limits: AlertLimits = {
    alertOthersAfterMinutes: waitsLongMinutes,
    alertSupervisorsAfterMinutes: waitsTooLongMinutes,
  },
): WaitingTime | undefined {
  if (waitingSince === undefined) return undefined
  const minutes = Math.floor((now - waitingSince) / 60_000)
  if (minutes < 1) return undefined
  return { text: waitingWords(minutes), level: levelOf(minutes, limits) }
}

function levelOf(minutes: number, limits: AlertLimits): WaitingTime['level'] {
  if (minutes >= (limits.alertSupervisorsAfterMinutes ?? Number.POSITIVE_INFINITY)) return 'tooLong'
  return minutes >= (limits.alertOthersAfterMinutes ?? Number.POSITIVE_INFINITY) ? 'long' : 'short'
}

function waitingWords(minutes: number): string {
  if (minutes < 60) return i18n.t('waiting.minutes', [minutes])
  const hours = Math.floor(minutes / 60)
  if (hours < 24) return i18n.t('waiting.hours', [hours])
  return i18n.t('waiting.days', [Math.floor(hours / 24)])
}
