import { i18n } from '#i18n'
import type { RoutingRule } from '../../shared/inbox-settings.ts'
import { Button } from '../design/button.tsx'
import { Icon } from '../design/icon.tsx'
import type { Nameable } from './routing-rules.ts'
import { RuleFields } from './rule-fields.tsx'
import { conditionSentence, targetSentence } from './rule-sentence.ts'

export interface RuleProps {
  rule: RoutingRule
  place: number
  count: number
  known: Nameable
  isBroken: boolean
  isOpen: boolean
  toggle: () => void
  move: (by: -1 | 1) => void
  change: (part: Partial<RoutingRule>) => void
  remove: () => void
}

/** One rule in words, with what can be done to it. */
export function Rule({ rule, place, count, known, isBroken, isOpen, toggle, move, change, remove }: RuleProps) {
  return (
    <li class="rule" data-testid="rule" aria-label={i18n.t('routes.rule', [place + 1])}>
      <span class="rule-place">{place + 1}</span>
      <div class="rule-words">
        <span>{conditionSentence(rule, known)}</span>
        <strong class="block">→ {targetSentence(rule.target, known)}</strong>
        {isBroken && <span class="problem">{i18n.t('queue.fault.gone')}</span>}
      </div>
      <div class="card-actions">
        <Button
          look="icon"
          label={i18n.t('routes.higher')}
          off={place === 0}
          onPress={() => move(-1)}
          testId="rule-higher"
        >
          <Icon name="up" />
        </Button>
        <Button
          look="icon"
          label={i18n.t('routes.lower')}
          off={place === count - 1}
          onPress={() => move(1)}
          testId="rule-lower"
        >
          <Icon name="down" />
        </Button>
        <Button look="icon" label={i18n.t(isOpen ? 'routes.done' : 'routes.edit')} onPress={toggle} testId="rule-edit">
          <Icon name={isOpen ? 'sent' : 'edit'} />
        </Button>
        <Button look="icon" label={i18n.t('routes.remove')} onPress={remove}>
          <Icon name="bin" />
        </Button>
      </div>
      {isOpen && <RuleFields rule={rule} known={known} change={change} />}
    </li>
  )
}
