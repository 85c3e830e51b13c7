import { useSignal } from '@preact/signals'
import { i18n } from '#i18n'
import { has } from '../../shared/employee.ts'
import type { RoutingRule } from '../../shared/inbox-settings.ts'
import { Field } from '../design/field.tsx'
import { Select } from '../design/select.tsx'
import { TickBox } from '../design/tick-box.tsx'
import { type Nameable, targetAsValue, targetsOf, wordsFrom } from './routing-rules.ts'
import { targetSentence } from './rule-sentence.ts'

export interface RuleFieldsProps {
  rule: RoutingRule
  known: Nameable
  change: (part: Partial<RoutingRule>) => void
}

/** What a rule asks for, and where it sends a conversation. */
export function RuleFields({ rule, known, change }: RuleFieldsProps) {
  // As it was typed: a comma at the end must stay while the next word is thought of.
  const words = useSignal(rule.words.join(', '))
  return (
    <div class="rule-fields">
      <Field
        label={i18n.t('routes.words')}
        hint={i18n.t('routes.wordsHint')}
        placeholder={i18n.t('routes.wordsExample')}
        value={words.value}
        onType={(text) => {
          words.value = text
          change({ words: wordsFrom(text) })
        }}
        testId="rule-words"
      />
      {known.channels.length > 1 && <Numbers rule={rule} known={known} change={change} />}
      <Select
        label={i18n.t('routes.responsible')}
        value={rule.responsibleId ?? ''}
        choices={[
          { value: '', text: i18n.t('routes.anybody') },
          ...known.employees.filter((each) => has(each, 'reply')).map(({ id, name }) => ({ value: id, text: name })),
        ]}
        onChoose={(value) => change({ responsibleId: known.employees.find(({ id }) => id === value)?.id })} // undefined: anybody
      />
      <Target rule={rule} known={known} change={change} />
    </div>
  )
}

function Numbers({ rule: { channels }, known, change }: RuleFieldsProps) {
  return (
    <fieldset class="choices">
      <legend>{i18n.t('routes.numbers')}</legend>
      <p class="quiet">{i18n.t('routes.numbersHint')}</p>
      <div class="tick-row">
        {known.channels.map(({ id, title }) => (
          <TickBox
            key={id}
            on={channels.includes(id)}
            onChange={(on) => change({ channels: on ? [...channels, id] : channels.filter((each) => each !== id) })}
          >
            {title}
          </TickBox>
        ))}
      </div>
    </fieldset>
  )
}

function Target({ rule, known, change }: RuleFieldsProps) {
  const targets = targetsOf(known)
  const chosen = targetAsValue(rule.target)
  const gone = targets.every((each) => targetAsValue(each) !== chosen) ? [rule.target] : []
  return (
    <Select
      label={i18n.t('routes.target')}
      value={chosen}
      choices={[...gone, ...targets].map((each) => ({ value: targetAsValue(each), text: targetSentence(each, known) }))}
      onChoose={(value) => {
        const target = targets.find((each) => targetAsValue(each) === value)
        if (target) change({ target })
      }}
      testId="rule-target"
    />
  )
}
