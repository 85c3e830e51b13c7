import { computed, type ReadonlySignal, signal } from '@preact/signals'
import type { BaseCheck, BaseRow, RejectedEvent } from '../../shared/answers.ts'
import type { BadPhones } from '../../shared/bad-phone.ts'
import type { BaseChange } from '../../shared/commands.ts'
import type { BaseId } from '../../shared/ids.ts'
import type { InboxService } from '../background/inbox-service.ts'
import { type Action, createAction } from '../employee-settings/create-action.ts'
import type { Administration } from './administration.ts'
import { type BaseSetUp, changeOf, type SetUpFault, setUpFault, setUpOf } from './base-set-up.ts'

/** What an administrator does with one base, and what came of it. */
export interface BaseCardState {
  setUp: SetUpForm
  /** What the last call came to; gone at the next. */
  checked: ReadonlySignal<BaseCheck | undefined>
  check: Action<[]>
  rejected: ReadonlySignal<RejectedEvent[] | undefined>
  loadRejected: Action<[]>
  badPhones: ReadonlySignal<BadPhones | undefined>
  loadBadPhones: Action<[]>
  openInOnec: InboxService['openInOnec']
  /** `null`: packets are not signed any more. */
  setSecret: Action<[string | null]>
}

export interface SetUpForm {
  /** As it stands on the screen; `undefined` until the relay has told. */
  form: ReadonlySignal<BaseSetUp | undefined>
  changed: ReadonlySignal<boolean>
  fault: ReadonlySignal<SetUpFault | undefined>
  set(part: Partial<BaseSetUp>): void
  save: Action<[]>
  undo(): void
}

export function createBaseCardState(
  inbox: Pick<Administration, 'changeBase' | 'checkBase' | 'rejectedEvents' | 'badPhones'> &
    Pick<InboxService, 'openInOnec'>,
  id: BaseId,
  rows: ReadonlySignal<BaseRow[] | undefined>,
  put: (row: BaseRow) => void,
): BaseCardState {
  const checked = signal<BaseCheck | undefined>(undefined)
  const rejected = signal<RejectedEvent[] | undefined>(undefined)
  const badPhones = signal<BadPhones | undefined>(undefined)
  const checking = createAction(
    () => inbox.checkBase(id),
    (found) => {
      checked.value = found
      put(found.base)
    },
  )
  return {
    setUp: createSetUpForm(
      (change) => inbox.changeBase(id, change),
      computed(() => rows.value?.find((row) => row.id === id)),
      put,
    ),
    checked,
    check: {
      ...checking,
      run() {
        checked.value = undefined
        return checking.run()
      },
    },
    rejected,
    loadRejected: createAction(
      () => inbox.rejectedEvents(id),
      (events) => {
        rejected.value = events
      },
    ),
    badPhones,
    loadBadPhones: createAction(
      () => inbox.badPhones(id),
      (found) => {
        badPhones.value = found
      },
    ),
    openInOnec: inbox.openInOnec,
    setSecret: createAction((pushSecret: string | null) => inbox.changeBase(id, { pushSecret }), put),
  }
}

function createSetUpForm(
  send: (change: BaseChange) => ReturnType<Administration['changeBase']>,
  row: ReadonlySignal<BaseRow | undefined>,
  put: (row: BaseRow) => void,
): SetUpForm {
  const touched = signal<Partial<BaseSetUp>>({})
  const form = computed(() => row.value && { ...setUpOf(row.value), ...touched.value })
  const change = computed(() => (row.value && form.value ? changeOf(row.value, form.value) : {}))
  const fault = computed(() => form.value && setUpFault(form.value))
  const saving = createAction(send, (saved) => {
    touched.value = {}
    put(saved)
  })
  return {
    form,
    fault,
    changed: computed(() => Object.keys(change.value).length > 0),
    set(part) {
      touched.value = { ...touched.value, ...part }
    },
    save: { ...saving, run: async () => fault.value === undefined && saving.run(change.value) },
    undo() {
      touched.value = {}
    },
  }
}
