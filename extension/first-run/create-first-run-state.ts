import { computed, type ReadonlySignal, signal } from '@preact/signals'
import type { ToolbarDoor } from '../browser/toolbar.ts'
import type { HereRow, InboxDatabase } from '../database/database.ts'
import type { AccessState } from '../employee-settings/create-access-state.ts'
import { addressOf } from '../inbox/conversation-address.ts'
import { liveSignal } from '../inbox/live-signal.ts'
import type { BasesState } from '../messenger-settings/create-bases-state.ts'
import type { EmployeesState } from '../messenger-settings/create-employees-state.ts'
import { type FirstWork, firstSteps, type PassableStep, type StepLine } from './first-steps.ts'
import { readFirstWork } from './read-first-work.ts'

/** The first run: nothing of it is stored, each step is as the relay tells. */
export interface FirstRunState {
  /** `undefined` until the store has told. */
  lines: ReadonlySignal<StepLine[] | undefined>
  /** How many are left; 0 also while nobody knows. */
  left: ReadonlySignal<number>
  work: ReadonlySignal<FirstWork>
  pinned: ReadonlySignal<boolean | undefined>
  pinsByItself: boolean
  /** A code or key is shown here that will not be shown again. */
  held: ReadonlySignal<PassableStep | undefined>
  goOn(step: PassableStep): void
  /** In the conversation of the client who waits. */
  openPanel(): void
}

export interface FirstRunInputs {
  here: ReadonlySignal<HereRow | null | undefined>
  database: InboxDatabase
  access: Pick<AccessState, 'addressByPolicy'>
  employees: Pick<EmployeesState, 'employees' | 'code'>
  bases: Pick<BasesState, 'token'>
  toolbar: ToolbarDoor
  page: Pick<Window, 'addEventListener'>
}

export function createFirstRunState(inputs: FirstRunInputs): FirstRunState {
  const { here, database, access, employees, bases, toolbar } = inputs
  const found = liveSignal(() => () => readFirstWork(database)).value
  const work = computed<FirstWork>(() => found.value ?? { state: 'nothing' })
  const passedOver = signal<PassableStep[]>([])
  const panelOpened = signal(false)
  const pinned = keepPinned(toolbar, inputs.page)
  const held = computed(() => {
    if (employees.code.value !== undefined && !passedOver.value.includes('colleague')) return 'colleague'
    return bases.token.value !== undefined && !passedOver.value.includes('onec') ? 'onec' : undefined
  })
  const lines = computed(() => {
    if (here.value === undefined || found.value === undefined) return undefined
    return firstSteps({
      here: here.value,
      addressByPolicy: access.addressByPolicy.value,
      employeeCount: employees.employees.value?.length,
      work: work.value,
      passedOver: passedOver.value,
      held: held.value,
      pinned: pinned.value,
      panelOpened: panelOpened.value,
    })
  })
  return {
    lines,
    left: computed(() => lines.value?.filter(({ state }) => state === 'now' || state === 'later').length ?? 0),
    work,
    pinned,
    pinsByItself: toolbar.pinsByItself,
    held,
    goOn(step) {
      passedOver.value = [...passedOver.value, step]
    },
    openPanel() {
      const waiting = work.value
      panelOpened.value = true
      void toolbar.openInbox(waiting.state === 'clientWaits' ? addressOf(waiting.conversationId) : '#/')
    },
  }
}

/** Looked at anew whenever the person comes back to the page: he pins it elsewhere. */
function keepPinned(toolbar: ToolbarDoor, page: Pick<Window, 'addEventListener'>): ReadonlySignal<boolean | undefined> {
  const pinned = signal<boolean | undefined>(undefined)
  const look = () =>
    void toolbar.isPinned().then((is) => {
      pinned.value = is
    })
  look()
  page.addEventListener('focus', look)
  return pinned
}
