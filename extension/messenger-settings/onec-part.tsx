import type { ReadonlySignal } from '@preact/signals'
import { useEffect } from 'preact/hooks'
import { i18n } from '#i18n'
import type { Instant } from '../../shared/ids.ts'
import type { HereRow } from '../database/database.ts'
import { Problem } from '../design/banner.tsx'
import { Button } from '../design/button.tsx'
import { Field } from '../design/field.tsx'
import { OneTimeSecret } from '../design/one-time-secret.tsx'
import { askedSentence } from '../inbox/asked-sentences.ts'
import { BaseCard } from './base-card.tsx'
import type { BasesState } from './create-bases-state.ts'
import { LoadingOrProblem } from './loading-or-problem.tsx'

export interface OnecPartProps {
  here: HereRow
  state: BasesState
  now: ReadonlySignal<Instant>
}

/** How often the figures of an open page are asked for anew, in ms. */
const freshFor = 10_000

export function OnecPart({ here, state, now }: OnecPartProps) {
  const round = Math.floor(now.value / freshFor)
  // Asked anew each round and when 1C comes or falls silent: waiting events change without a frame.
  useEffect(() => void state.load.run(), [state, round, here.onec?.state, here.onec?.trouble])
  return (
    <>
      <LinkBase state={state} />
      {state.bases.value === undefined && <LoadingOrProblem load={state.load} />}
      {state.bases.value?.map((base) => (
        <BaseCard key={base.id} base={base} channels={here.channels} state={state} now={now} />
      ))}
    </>
  )
}

/** Names a base; then its token stands below, once. */
export function LinkBase({ state }: { state: BasesState }) {
  const token = state.token.value
  return (
    <>
      <LinkForm state={state} />
      {token !== undefined && (
        <OneTimeSecret
          title={i18n.t('onec.tokenFor', [token.baseName])}
          secret={token.token}
          note={i18n.t('onec.tokenNote')}
          testId="base-token"
        />
      )}
    </>
  )
}

function LinkForm({ state }: { state: BasesState }) {
  const refused = state.link.refused.value
  const submit = (event: Event) => {
    event.preventDefault()
    void state.link.run()
  }
  return (
    <form class="card" aria-label={i18n.t('onec.link')} noValidate onSubmit={submit}>
      <h3>{i18n.t('onec.link')}</h3>
      <p>{i18n.t('onec.linkHow')}</p>
      <Field
        label={i18n.t('onec.name')}
        placeholder={i18n.t('onec.nameExample')}
        value={state.name.value}
        onType={(text) => (state.name.value = text)}
        testId="base-name"
      />
      <Problem text={refused === undefined ? undefined : askedSentence(refused)} />
      <div class="card-actions">
        <Button
          type="submit"
          look="main"
          busy={state.link.busy.value}
          off={state.name.value.trim() === ''}
          testId="base-link"
        >
          {i18n.t('onec.linkVerb')}
        </Button>
      </div>
    </form>
  )
}
