import { computed, type ReadonlySignal, type Signal, signal } from '@preact/signals'
import type { Asked } from '../background/inbox-service.ts'
import { type Action, createAction } from '../employee-settings/create-action.ts'

/** Something that the relay keeps as a whole, on its way through a form. */
export interface FormState<Kept, Fault> {
  /** As the relay has it; `undefined` until it has told. */
  saved: ReadonlySignal<Kept | undefined>
  /** As it stands in the form. */
  form: Signal<Kept | undefined>
  changed: ReadonlySignal<boolean>
  fault: ReadonlySignal<Fault | undefined>
  load: Action<[]>
  save: Action<[]>
  undo(): void
}

export interface FormInputs<Kept, Fault> {
  ask(): Promise<Asked<Kept>>
  keep(value: Kept): Promise<Asked<Kept>>
  faultOf(value: Kept): Fault | undefined
}

export function createFormState<Kept, Fault>({ ask, keep, faultOf }: FormInputs<Kept, Fault>): FormState<Kept, Fault> {
  const saved = signal<Kept | undefined>(undefined)
  const form = signal<Kept | undefined>(undefined)
  const changed = computed(() => JSON.stringify(form.value) !== JSON.stringify(saved.value))
  const saving = createAction(keep, (kept) => {
    saved.value = kept
    form.value = kept
  })
  const fault = computed(() => (form.value === undefined ? undefined : faultOf(form.value)))
  return {
    saved,
    form,
    changed,
    fault,
    load: createAction(ask, (told) => {
      // What is being typed is not thrown away by a part that is opened again.
      if (!changed.peek()) form.value = told
      saved.value = told
    }),
    save: {
      ...saving,
      run: async () => form.value !== undefined && fault.value === undefined && saving.run(form.value),
    },
    undo: () => {
      form.value = saved.value
    },
  }
}
