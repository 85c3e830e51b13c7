import { i18n } from '#i18n'
import type { BaseCheck } from '../../shared/answers.ts'
import type { Instant } from '../../shared/ids.ts'
import { Button } from '../design/button.tsx'
import { language } from '../design/language.ts'
import { momentInWords } from '../design/show-time.ts'
import { StateSign } from '../design/state-sign.tsx'
import { askedSentence } from '../inbox/asked-sentences.ts'
import type { BaseCardState } from './create-base-card-state.ts'

/** «Проверить связь»: the relay calls the base now, and what came of it stands beside the button. */
export function BaseCheckLine({ state, now }: { state: BaseCardState; now: Instant }) {
  const { check, checked } = state
  const refused = check.refused.value
  const found = checked.value
  return (
    <div class="card-actions">
      <Button busy={check.busy.value} onPress={() => check.run()} testId="base-check">
        {i18n.t('onec.check')}
      </Button>
      <span role="status" class="sign-line" data-testid="base-checked">
        {refused !== undefined && askedSentence(refused)}
        {found !== undefined && (
          <StateSign tone={found.outcome === 'notCalled' ? 'quiet' : isWell(found) ? 'good' : 'warn'} />
        )}
        {found !== undefined && checkSentence(found, now)}
      </span>
    </div>
  )
}

const isWell = ({ outcome, job }: BaseCheck): boolean =>
  outcome === 'answers' && (job === undefined || (job.enabled && !job.blocked && !job.copy && !job.off))

/** What a call to the base came to, and what to do. */
export function checkSentence({ outcome, failure, job }: BaseCheck, now: Instant): string {
  if (outcome === 'notCalled') return i18n.t('onec.checked.notCalled')
  if (outcome === 'failed') return i18n.t(`pushFailure.${failure ?? 'unreachable'}`) // the relay names it always
  if (job === undefined) return i18n.t('onec.checked.answersOldJob')
  if (job.copy) return i18n.t('onecTrouble.isCopy')
  if (job.off) return i18n.t('onecTrouble.syncOff')
  if (job.blocked) return i18n.t('onecTrouble.jobsBlocked')
  if (!job.enabled) return i18n.t('onecTrouble.jobOff')
  return job.lastRunAt === undefined
    ? i18n.t('onec.checked.answers')
    : i18n.t('onec.checked.jobRan', [momentInWords(job.lastRunAt, now, language())])
}
