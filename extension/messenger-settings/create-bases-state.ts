import { type ReadonlySignal, type Signal, signal } from '@preact/signals'
import type { BaseRow } from '../../shared/answers.ts'
import type { PushTarget } from '../../shared/commands.ts'
import type { BaseId } from '../../shared/ids.ts'
import type { InboxService } from '../background/inbox-service.ts'
import { type Action, createAction } from '../employee-settings/create-action.ts'
import type { Administration } from './administration.ts'
import { type BaseCardState, createBaseCardState } from './create-base-card-state.ts'

export interface BasesState {
  bases: ReadonlySignal<BaseRow[] | undefined>
  name: Signal<string>
  /** The token of a base that was just linked or renewed: shown once, until the next. */
  token: ReadonlySignal<{ baseName: string; token: string } | undefined>
  load: Action<[]>
  link: Action<[]>
  renew: Action<[BaseId]>
  setPush: Action<[BaseId, PushTarget]>
  remove: Action<[BaseId]>
  of(base: BaseId): BaseCardState
}

export function createBasesState(inbox: Administration & InboxService): BasesState {
  const bases = signal<BaseRow[] | undefined>(undefined)
  const name = signal('')
  const token = signal<{ baseName: string; token: string } | undefined>(undefined)
  const cards = new Map<BaseId, BaseCardState>()
  const put = (base: BaseRow) => {
    const others = bases.value ?? []
    bases.value = others.some(({ id }) => id === base.id)
      ? others.map((other) => (other.id === base.id ? base : other))
      : [...others, base]
  }
  const show = (linked: { base: BaseRow; token: string }) => {
    put(linked.base)
    token.value = { baseName: linked.base.name, token: linked.token }
  }
  const linking = createAction(inbox.linkBase, (linked) => {
    show(linked)
    name.value = ''
  })
  return {
    bases,
    name,
    token,
    load: createAction(inbox.bases, (rows) => {
      bases.value = rows
    }),
    link: { ...linking, run: async () => name.value.trim() !== '' && linking.run(name.value.trim()) },
    renew: createAction(inbox.renewBaseToken, show),
    setPush: createAction(inbox.setPushTarget, put),
    remove: createAction(inbox.removeBase, (_done, removed) => {
      bases.value = bases.value?.filter(({ id }) => id !== removed)
    }),
    of(base) {
      const card = cards.get(base) ?? createBaseCardState(inbox, base, bases, put)
      cards.set(base, card)
      return card
    },
  }
}
