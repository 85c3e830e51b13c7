import { i18n } from '#i18n'
import type { Instant } from '../../shared/ids.ts'
import { language } from '../design/language.ts'
import { momentInWords } from '../design/show-time.ts'
import type { StageStrip } from './stage-strip.ts'

type EndedBadly = Extract<StageStrip, { kind: 'endedBadly' }>

/** What happened to a reply that did not arrive, and what to do. */
export function endSentence({ stage, reason, detail }: EndedBadly): string {
  switch (stage) {
    case 'rejected':
      return detail ? i18n.t('stageEnd.rejectedBecause', [detail]) : i18n.t('stageEnd.rejected')
    case 'failed':
      return reason === undefined ? i18n.t('stageEnd.failed') : i18n.t(`failure.${reason}`)
    case 'unknown':
      return i18n.t('stageEnd.unknown')
  }
}

/** Since when 1C has not fetched replies. */
export function silentSentence(since: Instant | undefined, now: Instant): string {
  if (since === undefined) return i18n.t('stageEnd.onecNeverSeen')
  return i18n.t('stageEnd.onecSilentSince', [momentInWords(since, now, language())])
}
