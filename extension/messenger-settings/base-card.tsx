import type { ReadonlySignal } from '@preact/signals'
import { i18n } from '#i18n'
import type { BaseRow } from '../../shared/answers.ts'
import type { ChannelStatus } from '../../shared/channel-status.ts'
import type { Instant } from '../../shared/ids.ts'
import { BadPhones } from '../client/bad-phones.tsx'
import { Banner, Problem } from '../design/banner.tsx'
import { ConfirmButton } from '../design/confirm-button.tsx'
import { language } from '../design/language.ts'
import { pluralForm } from '../design/plural-form.ts'
import { momentInWords } from '../design/show-time.ts'
import { StateSign } from '../design/state-sign.tsx'
import { askedSentence } from '../inbox/asked-sentences.ts'
import { BaseCheckLine } from './base-check.tsx'
import { BaseSetUpForm } from './base-set-up-form.tsx'
import type { BasesState } from './create-bases-state.ts'
import { PushForm } from './push-form.tsx'
import { RejectedEvents } from './rejected-events.tsx'

export interface BaseCardProps {
  base: BaseRow
  channels: readonly ChannelStatus[]
  state: BasesState
  now: ReadonlySignal<Instant>
}

export function BaseCard({ base, channels, state, now }: BaseCardProps) {
  const card = state.of(base.id)
  return (
    <section class="card" aria-label={base.name} data-testid="base" data-trouble={base.trouble}>
      <h3>{base.name}</h3>
      <BaseNews base={base} now={now.value} />
      <BaseCheckLine state={card} now={now.value} />
      <RejectedEvents base={base} state={card} now={now.value} />
      <BadPhones base={base} state={card} now={now.value} />
      <BaseSetUpForm base={base} bases={state.bases.value ?? []} channels={channels} state={card.setUp} />
      <PushForm base={base} state={state} setSecret={card.setSecret} />
      <LastThings base={base} state={state} />
    </section>
  )
}

/** How it goes, why not, and what to do. */
function BaseNews({ base, now }: { base: BaseRow; now: Instant }) {
  return (
    <>
      <p class="sign-line">
        <StateSign
          tone={base.trouble === undefined ? (base.lastExchangeAt === undefined ? 'quiet' : 'good') : 'warn'}
        />
        {exchangeSentence(base, now)}
      </p>
      {base.trouble !== undefined && <Banner tone="warn" text={troubleWords(base)} />}
      <p class="quiet">
        {i18n.t(`onec.waiting.${pluralForm(base.waitingEvents, language())}`, [base.waitingEvents])}
        {base.employees + base.templates > 0 && `. ${i18n.t('onec.gave', [base.employees, base.templates])}`}
      </p>
    </>
  )
}

function exchangeSentence({ lastExchangeAt, trouble }: BaseRow, now: Instant): string {
  if (lastExchangeAt === undefined) return i18n.t('onec.neverExchanged')
  const when = momentInWords(lastExchangeAt, now, language())
  return i18n.t(trouble === undefined ? 'onec.inTouch' : 'onec.lastExchange', [when])
}

/** A base that answers with an error may have said more exactly with which. */
function troubleWords({ trouble = 'missedRuns', push }: BaseRow): string {
  if (trouble === 'serverError' && push?.lastError !== undefined) return i18n.t(`pushFailure.${push.lastError}`)
  return i18n.t(`onecTrouble.${trouble}`)
}

function LastThings({ base, state }: { base: BaseRow; state: BasesState }) {
  const refused = state.renew.refused.value ?? state.remove.refused.value // neither was tried, or both worked
  return (
    <>
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
    </>
  )
}
