import { computed, type ReadonlySignal } from '@preact/signals'
import type { HereRow } from '../database/database.ts'
import type { EmployeesState } from './create-employees-state.ts'
import type { GroupsState, InboxSettingsState } from './create-inbox-settings-state.ts'
import { createTryOutState, type TryOutState } from './create-try-out-state.ts'
import { type Nameable, namesNobody } from './routing-rules.ts'

export interface RoutesState {
  settings: InboxSettingsState
  groups: GroupsState
  known: ReadonlySignal<Nameable>
  /** Everything that rules name has been told. */
  isKnown: ReadonlySignal<boolean>
  /** Places of rules that name somebody who is gone. */
  broken: ReadonlySignal<number[]>
  tryOut: TryOutState
  load(): void
}

export function createRoutesState(
  settings: InboxSettingsState,
  groups: GroupsState,
  employees: EmployeesState,
  here: ReadonlySignal<HereRow | null | undefined>,
): RoutesState {
  const rules = computed(() => settings.form.value?.routing ?? [])
  const known = computed<Nameable>(() => ({
    employees: (employees.employees.value ?? []).flatMap(({ employee, revokedAt }) =>
      revokedAt === undefined ? [employee] : [],
    ),
    groups: groups.saved.value ?? [],
    channels: (here.value?.channels ?? []).map(({ channelId, title, phone }) => ({
      id: channelId,
      title: title || (phone ?? ''), // a number that was never paired has no phone
    })),
  }))
  const isKnown = computed(
    () =>
      settings.form.value !== undefined && groups.saved.value !== undefined && employees.employees.value !== undefined,
  )
  return {
    settings,
    groups,
    known,
    isKnown,
    broken: computed(() =>
      isKnown.value ? rules.value.flatMap((rule, place) => (namesNobody(rule, known.value) ? [place] : [])) : [],
    ),
    tryOut: createTryOutState(rules, known),
    load: () => {
      void settings.load.run()
      void groups.load.run()
      void employees.load.run()
    },
  }
}
