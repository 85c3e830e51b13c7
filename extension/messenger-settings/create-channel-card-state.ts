import { computed, type ReadonlySignal, type Signal, signal } from '@preact/signals'
import type { ChannelRow } from '../../shared/answers.ts'
import type { ChannelSettings } from '../../shared/channel-settings.ts'
import type { ChannelChange, KeptNumber } from '../../shared/commands.ts'
import type { ChannelId } from '../../shared/ids.ts'
import { type Action, createAction } from '../employee-settings/create-action.ts'
import type { Refused } from '../inbox/asked-sentences.ts'
import type { Administration } from './administration.ts'
import { changedSettings, type SettingsFaults, settingsFaults } from './settings-faults.ts'

/** One number on the options page: what can be done with it, and the form of its settings. */
export interface ChannelCardState {
  channelId: ChannelId
  pair: Action<[phone?: string]>
  /** A code was asked for here; until it stands, or cannot. */
  begins: Signal<boolean>
  /** The phone on which a code is to be typed; `undefined`: codes are scanned. */
  typedPhone: Signal<string | undefined>
  unlink: Action<[]>
  connect: Action<[]>
  keep: Action<[KeptNumber]>
  change: Action<[ChannelChange]>
  remove: Action<[]>
  /** Why the last of them, `pair` aside, did not work. */
  refused: ReadonlySignal<Refused | undefined>
  settings: SettingsForm
}

export interface SettingsForm {
  /** As it stands on the screen; `undefined` until the relay has told. */
  form: ReadonlySignal<ChannelSettings | undefined>
  changed: ReadonlySignal<boolean>
  faults: ReadonlySignal<SettingsFaults>
  set(part: Partial<ChannelSettings>): void
  save: Action<[]>
  undo(): void
}

export function createChannelCardState(
  inbox: Administration,
  id: ChannelId,
  rows: ReadonlySignal<ChannelRow[] | undefined>,
  put: (row: ChannelRow) => void,
): ChannelCardState {
  const typedPhone = signal<string | undefined>(undefined)
  const begins = signal(false)
  const pairing = createAction((phone?: string) => inbox.startPairing(id, phone))
  const unlinking = createAction(() => inbox.unlink(id))
  const actions = {
    unlink: { ...unlinking, run: () => unlinking.run().finally(() => (begins.value = false)) },
    connect: createAction(() => inbox.connectChannel(id)),
    keep: createAction((keep: KeptNumber) => inbox.answerOtherNumber(id, keep)),
    change: createAction((change: ChannelChange) => inbox.changeChannel(id, change), put),
    remove: createAction(() => inbox.removeChannel(id)),
  }
  return {
    ...actions,
    pair: {
      ...pairing,
      async run(phone) {
        begins.value = true
        const worked = await pairing.run(phone)
        if (!worked && !pairing.busy.value) begins.value = false
        return worked
      },
    },
    begins,
    channelId: id,
    typedPhone,
    refused: computed(() => Object.values(actions).find(({ refused }) => refused.value !== undefined)?.refused.value),
    settings: createSettingsForm(inbox, id, rows, put),
  }
}

/** Only what was changed is sent: two administrators at once do not undo each other, and a hidden password stays where it is. */
function createSettingsForm(
  inbox: Administration,
  id: ChannelId,
  rows: ReadonlySignal<ChannelRow[] | undefined>,
  put: (row: ChannelRow) => void,
): SettingsForm {
  const touched = signal<Partial<ChannelSettings>>({})
  const saved = computed(() => rows.value?.find(({ channel }) => channel.channelId === id)?.settings)
  const form = computed(() => (saved.value === undefined ? undefined : { ...saved.value, ...touched.value }))
  const change = computed(() => changedSettings(saved.value, form.value))
  const faults = computed(() => settingsFaults(change.value))
  const saving = createAction(
    (settings: Partial<ChannelSettings>) => inbox.changeChannel(id, { settings }),
    (row) => {
      touched.value = {}
      put(row)
    },
  )
  return {
    form,
    faults,
    changed: computed(() => Object.keys(change.value).length > 0),
    set(part) {
      touched.value = { ...touched.value, ...part }
    },
    save: {
      ...saving,
      run: async () => Object.keys(faults.value).length === 0 && saving.run(change.value),
    },
    undo() {
      touched.value = {}
    },
  }
}
