import { i18n } from '#i18n'
import type { BaseRow } from '../../shared/answers.ts'
import type { Instant } from '../../shared/ids.ts'
import { Problem } from '../design/banner.tsx'
import { language } from '../design/language.ts'
import { pluralForm } from '../design/plural-form.ts'
import { momentInWords } from '../design/show-time.ts'
import { askedSentence } from '../inbox/asked-sentences.ts'
import type { BaseCardState } from './create-base-card-state.ts'

/** What 1C could not apply, in its own words. Nothing where there is none. */
export function RejectedEvents({ base, state, now }: { base: BaseRow; state: BaseCardState; now: Instant }) {
  if (base.rejected === 0) return null
  const refused = state.loadRejected.refused.value
  return (
    <details
      class="fold"
      data-testid="base-rejected"
      onToggle={({ currentTarget }) => currentTarget.open && void state.loadRejected.run()}
    >
      <summary>{i18n.t(`onec.rejected.${pluralForm(base.rejected, language())}`, [base.rejected])}</summary>
      <div class="fold-inside">
        <p class="quiet">{i18n.t('onec.rejectedHow')}</p>
        <Problem text={refused === undefined ? undefined : askedSentence(refused)} />
        <ul class="rejected-events">
          {state.rejected.value?.map(({ seq, message, at }) => (
            <li key={seq}>
              <span class="quiet">
                {momentInWords(at, now, language())}, {i18n.t('onec.rejectedRow', [seq])}
              </span>
              <span class="block">{message}</span>
            </li>
          ))}
        </ul>
      </div>
    </details>
  )
}
