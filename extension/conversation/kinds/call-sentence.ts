import { i18n } from '#i18n'
import type { MessageDetails } from '../../../shared/message.ts'

type Call = NonNullable<MessageDetails['call']>

/** What became of a call: the panel only tells of it, it is taken on the company's phone. */
export function callSentence(call: Call | undefined): string {
  if (call === undefined) return i18n.t('call.some')
  const { outcome, video, seconds } = call
  switch (outcome) {
    case 'ringing':
      return i18n.t(video ? 'call.ringingVideo' : 'call.ringing')
    case 'missed':
      return i18n.t(video ? 'call.missedVideo' : 'call.missed')
    case 'declined':
      return i18n.t(video ? 'call.declinedVideo' : 'call.declined')
    case 'onPhone':
      return seconds === undefined ? i18n.t('call.onPhone') : i18n.t('call.onPhoneFor', [callLength(seconds)])
  }
}

/** «40 с», «3 мин», «1 ч 5 мин». */
export function callLength(seconds: number): string {
  if (seconds < 60) return i18n.t('call.seconds', [Math.round(seconds)])
  const minutes = Math.round(seconds / 60)
  if (minutes < 60) return i18n.t('call.minutes', [minutes])
  return i18n.t('call.hours', [Math.floor(minutes / 60), minutes % 60])
}
