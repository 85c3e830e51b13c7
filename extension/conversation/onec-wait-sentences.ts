import { i18n } from '#i18n'
import type { Instant } from '../../shared/ids.ts'
import { language } from '../design/language.ts'
import { clockTime, momentInWords, secondsTime, startOfDay } from '../design/show-time.ts'
import type { OnecWait } from './onec-wait.ts'

/** Why a reply waits for 1C, until when, and whom to tell. */
export function onecWaitSentence(wait: OnecWait, now: Instant): string {
  switch (wait.kind) {
    case 'nextRun':
      return wait.at === undefined ? '' : i18n.t('onecWait.nextRun', [secondsTime(wait.at, language())])
    case 'closed':
      return closedSentence(wait.opensAt, now)
    case 'silent':
      return silentSentences(wait, now).join(' ')
    default:
      return wait satisfies never
  }
}

function closedSentence(opensAt: Instant, now: Instant): string {
  const daysAhead = Math.round((startOfDay(opensAt) - startOfDay(now)) / 86_400_000)
  const time = clockTime(opensAt)
  if (daysAhead === 0) return i18n.t('onecWait.closedToday', [time])
  if (daysAhead === 1) return i18n.t('onecWait.closedTomorrow', [time])
  return i18n.t('onecWait.closedOn', [momentInWords(opensAt, now, language())])
}

function silentSentences(wait: Extract<OnecWait, { kind: 'silent' }>, now: Instant): string[] {
  const { since, trouble, nextRunAt, withoutAt } = wait
  const who = trouble === undefined ? [] : [i18n.t('onecWho.admin', [i18n.t(`onecWho.${trouble}`)])]
  const next = nextRunAt === undefined ? [] : [i18n.t('onecWait.triesAt', [momentShort(nextRunAt, now)])]
  const without = withoutAt === undefined ? next : [i18n.t('onecWait.withoutAt', [momentShort(withoutAt, now)])]
  return [sinceSentence(since, now), ...who, ...without]
}

/** Minutes are counted up to an hour; then the moment says more. */
function sinceSentence(since: Instant | undefined, now: Instant): string {
  if (since === undefined) return i18n.t('onecWait.neverSeen')
  const minutes = Math.floor((now - since) / 60_000)
  return minutes >= 1 && minutes < 60
    ? i18n.t('onecWait.silentMinutes', [minutes])
    : i18n.t('onecWait.silentSince', [momentInWords(since, now, language())])
}

/** To the second while it is today: the next run is in seconds. */
const momentShort = (at: Instant, now: Instant): string =>
  startOfDay(at) === startOfDay(now) ? secondsTime(at, language()) : momentInWords(at, now, language())
