import { computed, effect, type ReadonlySignal, type Signal, signal } from '@preact/signals'
import type { ChannelId, EmployeeId } from '../../shared/ids.ts'
import type { RoutingRule } from '../../shared/inbox-settings.ts'
import type { Fitting } from '../../shared/routing.ts'
import { isHere, type Nameable } from './routing-rules.ts'

export interface TryOutState {
  text: Signal<string>
  /** Undefined: the first number. */
  channelId: Signal<ChannelId | undefined>
  responsibleId: Signal<EmployeeId | undefined>
  /** The rule that fits; `null`: it stays in the queue; undefined while nothing is tried. */
  found: ReadonlySignal<Fitting | null | undefined>
}

/** Tries the rules as they stand in the form with the relay's own code; word forms are loaded when somebody types. */
export function createTryOutState(
  rules: ReadonlySignal<readonly RoutingRule[]>,
  known: ReadonlySignal<Nameable>,
): TryOutState {
  const text = signal('')
  const channelId = signal<ChannelId | undefined>(undefined)
  const responsibleId = signal<EmployeeId | undefined>(undefined)
  const routing = signal<typeof import('../../shared/routing.ts') | undefined>(undefined)
  effect(() => {
    if (text.value.trim() === '' || routing.peek()) return
    void import('../../shared/routing.ts').then((loaded) => {
      routing.value = loaded
    })
  })
  const found = computed(() => {
    const at = channelId.value ?? known.value.channels[0]?.id
    if (!routing.value || text.value.trim() === '' || at === undefined) return undefined
    const asked = { text: text.value, channelId: at, responsibleId: responsibleId.value }
    const fitting = routing.value.fittingRules(rules.value, asked)
    return fitting.find(({ route }) => isHere(route, known.value)) ?? null
  })
  return { text, channelId, responsibleId, found }
}
