import { i18n } from '#i18n'
import type { RoutingRule } from '../../shared/inbox-settings.ts'
import { Banner } from '../design/banner.tsx'
import { Field } from '../design/field.tsx'
import { Select } from '../design/select.tsx'
import type { TryOutState } from './create-try-out-state.ts'
import type { Nameable } from './routing-rules.ts'
import { targetSentence } from './rule-sentence.ts'

export interface RouteTryOutProps {
  state: TryOutState
  rules: readonly RoutingRule[]
  known: Nameable
}

/** A sample text, and where a client who wrote it would come. */
export function RouteTryOut({ state, rules, known }: RouteTryOutProps) {
  const { text, channelId, responsibleId } = state
  const namesResponsible = rules.some((rule) => rule.responsibleId !== undefined || rule.target.to === 'responsible')
  return (
    <section class="card" aria-label={i18n.t('routes.try')}>
      <h3>{i18n.t('routes.try')}</h3>
      <p class="quiet">{i18n.t('routes.tryHint')}</p>
      <Field
        label={i18n.t('routes.trySample')}
        placeholder={i18n.t('routes.trySampleExample')}
        value={text.value}
        onType={(typed) => (text.value = typed)}
        testId="try-text"
      />
      {known.channels.length > 1 && (
        <Select
          label={i18n.t('routes.tryNumber')}
          value={channelId.value ?? known.channels[0]?.id ?? ''} // undefined: the first, and there is one
          choices={known.channels.map(({ id, title }) => ({ value: id, text: title }))}
          onChoose={(value) => (channelId.value = known.channels.find(({ id }) => id === value)?.id)}
        />
      )}
      {namesResponsible && (
        <Select
          label={i18n.t('routes.tryResponsible')}
          value={responsibleId.value ?? ''} // undefined: nobody
          choices={[
            { value: '', text: i18n.t('routes.tryNobody') },
            ...known.employees.map(({ id, name }) => ({ value: id, text: name })),
          ]}
          onChoose={(value) => (responsibleId.value = known.employees.find(({ id }) => id === value)?.id)}
        />
      )}
      <div role="status" data-testid="try-found">
        <Found state={state} known={known} />
      </div>
    </section>
  )
}

function Found({ state, known }: Pick<RouteTryOutProps, 'state' | 'known'>) {
  const found = state.found.value
  if (found === undefined) return null
  if (found === null) return <Banner tone="quiet" text={i18n.t('routes.tryQueue')} />
  const where = targetSentence(found.route, known)
  return <Banner tone="good" text={i18n.t('routes.tryFits', [found.rule + 1, where])} />
}
