import { useSignal } from '@preact/signals'
import { useEffect, useRef } from 'preact/hooks'
import { i18n } from '#i18n'
import type { RoutingRule } from '../../shared/inbox-settings.ts'
import { Button } from '../design/button.tsx'
import { moved, type Nameable, targetsOf } from './routing-rules.ts'
import { Rule } from './rule-line.tsx'

export interface RoutingRulesProps {
  rules: readonly RoutingRule[]
  known: Nameable
  /** Places of those that name somebody who is gone. */
  broken: readonly number[]
  change: (rules: RoutingRule[]) => void
}

/** The rules in their order; one at a time is open. */
export function RoutingRules({ rules, known, broken, change }: RoutingRulesProps) {
  const open = useSignal<number | undefined>(undefined)
  const { list, keepFocusAt } = useMovedFocus()
  const move = (place: number, by: -1 | 1) => {
    change(moved(rules, place, by))
    open.value = undefined
    keepFocusAt(place + by, by === -1 ? 'rule-higher' : 'rule-lower')
  }
  const add = () => {
    const [target = { to: 'responsible' } as const] = targetsOf(known)
    open.value = rules.length
    change([...rules, { words: [], channels: [], target }])
  }
  return (
    <section class="card" aria-label={i18n.t('routes.rules')}>
      <h3>{i18n.t('routes.rules')}</h3>
      <p class="quiet">{i18n.t('routes.rulesHint')}</p>
      {rules.length === 0 && <p class="quiet">{i18n.t('routes.noRules')}</p>}
      <ol class="rules" ref={list}>
        {rules.map((rule, place) => (
          <Rule
            key={place}
            {...{ rule, place, known }}
            count={rules.length}
            isBroken={broken.includes(place)}
            isOpen={open.value === place}
            toggle={() => (open.value = open.value === place ? undefined : place)}
            move={(by) => move(place, by)}
            change={(part) => change(rules.map((each, at) => (at === place ? { ...each, ...part } : each)))}
            remove={() => {
              open.value = undefined
              change(rules.filter((_, at) => at !== place))
            }}
          />
        ))}
      </ol>
      <Button onPress={add} testId="rule-add">
        {i18n.t('routes.addRule')}
      </Button>
    </section>
  )
}

/** The moved rule keeps the focus, so that the same key moves it on. */
function useMovedFocus() {
  const list = useRef<HTMLOListElement>(null)
  const wanted = useRef<{ place: number; button: string } | undefined>(undefined)
  useEffect(() => {
    if (wanted.current === undefined) return
    const { place, button } = wanted.current
    wanted.current = undefined
    // null: the list was emptied meanwhile.
    list.current?.children[place]?.querySelector<HTMLElement>(`[data-testid="${button}"]`)?.focus()
  })
  const keepFocusAt = (place: number, button: string) => {
    wanted.current = { place, button }
  }
  return { list, keepFocusAt }
}
