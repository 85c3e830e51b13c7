import type { ReadonlySignal } from '@preact/signals'
import { i18n } from '#i18n'
import type { BaseRow } from '../../shared/answers.ts'
import type { Instant } from '../../shared/ids.ts'
import { Problem } from '../design/banner.tsx'
import { ConfirmButton } from '../design/confirm-button.tsx'
import { language } from '../design/language.ts'
import { pluralForm } from '../design/plural-form.ts'
import { momentInWords } from '../design/show-time.ts'
import { askedSentence } from '../inbox/asked-sentences.ts'
import type { BasesState } from './create-bases-state.ts'
import { PushForm } from './push-form.tsx'

export interface BaseCardProps {
  base: BaseRow
  state: BasesState
  now: ReadonlySignal<Instant>
}

export function BaseCard({ base, state, now }: BaseCardProps) {
  const refused = state.renew.refused.value ?? state.remove.refused.value
  return (
    <section class="card" aria-label={base.name}>
      <h3>{base.name}</h3>
      <p>{exchangeSentence(base, now.value)}</p>
      <p class="quiet">{i18n.t(`onec.waiting.${pluralForm(base.waitingEvents, language())}`, [base.waitingEvents])}</p>
      <PushForm base={base} state={state} />
      <Problem text={refused === undefined ? undefined : askedSentence(refused)} />
      <div class="card-actions">
        <ConfirmButton
          question={i18n.t('onec.renewQuestion')}
          yes={i18n.t('onec.renewYes')}
          busy={state.renew.busy.value}
          onConfirm={() => state.renew.run(base.id)}
        >
          {i18n.t('onec.renew')}
        </ConfirmButton>
        <ConfirmButton
          question={i18n.t('onec.removeQuestion')}
          yes={i18n.t('onec.removeYes')}
          busy={state.remove.busy.value}
          onConfirm={() => state.remove.run(base.id)}
        >
          {i18n.t('onec.remove')}
        </ConfirmButton>
      </div>
    </section>
  )
}

function exchangeSentence({ lastExchangeAt }: BaseRow, now: Instant): string {
  if (lastExchangeAt === undefined) return i18n.t('onec.neverExchanged')
  return i18n.t('onec.lastExchange', [momentInWords(lastExchangeAt, now, language())])
}
