import { i18n } from '#i18n'
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
