import { computed, type ReadonlySignal, type Signal, signal } from '@preact/signals'
import type { Synchronisation } from '../../shared/commands.ts'
import { type Action, createAction } from '../employee-settings/create-action.ts'
import type { Administration } from './administration.ts'
import { type ScheduleFault, synchronisationFault } from './schedule-fault.ts'

export interface SynchronisationState {
  /** As the relay has it; `undefined` until it has told. */
  saved: ReadonlySignal<Synchronisation | undefined>
  /** As it stands in the form. */
  form: Signal<Synchronisation | undefined>
  changed: ReadonlySignal<boolean>
  fault: ReadonlySignal<ScheduleFault | undefined>
  load: Action<[]>
  save: Action<[]>
  undo(): void
}

type Ask = Pick<Administration, 'synchronisation' | 'setSynchronisation'>

export function createSynchronisationState(inbox: Ask): SynchronisationState {
  const saved = signal<Synchronisation | undefined>(undefined)
  const form = signal<Synchronisation | undefined>(undefined)
  const take = (synchronisation: Synchronisation) => {
    saved.value = synchronisation
    form.value = synchronisation
  }
  const saving = createAction(inbox.setSynchronisation, take)
  const fault = computed(() => form.value && synchronisationFault(form.value))
  return {
    saved,
    form,
    changed: computed(() => JSON.stringify(form.value) !== JSON.stringify(saved.value)),
    fault,
    load: createAction(inbox.synchronisation, take),
    save: {
      ...saving,
      run: async () => form.value !== undefined && fault.value === undefined && saving.run(form.value),
    },
    undo: () => {
      form.value = saved.value
    },
  }
}
