import { i18n } from '#i18n'
import type { ChannelStatus } from '../../shared/channel-status.ts'
import type { Instant } from '../../shared/ids.ts'
import type { Hold } from '../../shared/message.ts'
import { language } from '../design/language.ts'
import { momentInWords } from '../design/show-time.ts'

/** Why a message of ours waits, and until when. Each says that nobody has to do anything, or what. */
export function holdSentence({ reason, until }: Hold, now: Instant, channel?: ChannelStatus): string {
  switch (reason) {
    case 'notPaired':
    case 'offline':
      return i18n.t(`hold.${reason}`)
    case 'pacing':
      return until === undefined || until <= now
        ? i18n.t('hold.pacing')
        : i18n.t('hold.pacingFor', [secondsLeft(until, now)])
    case 'allowance':
      return allowanceSentence(until, now, channel?.allowance?.limit)
    case 'restricted':
      return until === undefined
        ? i18n.t('hold.restricted')
        : i18n.t('hold.restrictedUntil', [momentInWords(until, now, language())])
    case 'noAnswer':
      return until === undefined || until <= now
        ? i18n.t('hold.noAnswer')
        : i18n.t('hold.noAnswerFor', [secondsLeft(until, now)])
    default:
      return reason satisfies never
  }
}

function allowanceSentence(until: Instant | undefined, now: Instant, limit: number | undefined): string {
  const when = until === undefined ? i18n.t('hold.tomorrow') : momentInWords(until, now, language())
  return limit === undefined ? i18n.t('hold.allowance', [when]) : i18n.t('hold.allowanceOf', [limit, when])
}

const secondsLeft = (until: Instant, now: Instant): number => Math.max(1, Math.ceil((until - now) / 1000))
