import { computed, effect, type ReadonlySignal, signal } from '@preact/signals'
import type { Instant } from '../../shared/ids.ts'
import type { InboxService } from '../background/inbox-service.ts'
import type { PagesDoor } from '../browser/allowed-pages.ts'
import type { HereRow, InboxDatabase } from '../database/database.ts'
import type { ThemeState } from '../design/theme.ts'
import { type AccessState, createAccessState } from '../employee-settings/create-access-state.ts'
import { createPagesState, type PagesState } from '../employee-settings/create-pages-state.ts'
import { liveSignal } from '../inbox/live-signal.ts'
import { type BasesState, createBasesState } from './create-bases-state.ts'
import { type ChannelsState, createChannelsState } from './create-channels-state.ts'
import { createEmployeesState, type EmployeesState } from './create-employees-state.ts'
import { createSynchronisationState, type SynchronisationState } from './create-synchronisation-state.ts'
import { type PartLine, partIn, partLines, type SettingsPart } from './settings-parts.ts'

export interface SettingsInputs {
  database: InboxDatabase
  inbox: InboxService
  theme: ThemeState
  now: ReadonlySignal<Instant>
  pagesDoor: PagesDoor
  page: Pick<Window, 'location' | 'addEventListener'>
}

export interface SettingsState {
  /** `undefined` while it loads, `null` before the background has written anything. */
  here: ReadonlySignal<HereRow | null | undefined>
  now: ReadonlySignal<Instant>
  lines: ReadonlySignal<PartLine[]>
  part: ReadonlySignal<SettingsPart>
  theme: ThemeState
  access: AccessState
  channels: ChannelsState
  synchronisation: SynchronisationState
  bases: BasesState
  employees: EmployeesState
  pages: PagesState
}

export function createSettingsState({ database, inbox, theme, now, pagesDoor, page }: SettingsInputs): SettingsState {
  const here = liveSignal(() => async () => (await database.here.get('here')) ?? null).value
  const hash = signal(page.location.hash)
  page.addEventListener('hashchange', () => {
    hash.value = page.location.hash
  })
  const synchronisation = createSynchronisationState(inbox)
  const employees = createEmployeesState(inbox)
  const lines = computed(() =>
    partLines(here.value ?? null, {
      synchronisation: synchronisation.saved.value,
      employeeCount: employees.employees.value?.length,
    }),
  )

  // The signs in the list need to know these two, whichever part is open.
  const mayAsk = computed(() => here.value?.link === 'live' && here.value.employee?.rights.includes('admin') === true)
  effect(() => {
    if (!mayAsk.value) return
    void synchronisation.load.run()
    void employees.load.run()
  })

  const access = createAccessState(inbox)

  return {
    here,
    now,
    lines,
    part: computed(() => partIn(hash.value, lines.value)),
    theme,
    access,
    channels: createChannelsState(inbox),
    synchronisation,
    bases: createBasesState(inbox),
    employees,
    pages: createPagesState({ door: pagesDoor, onec: computed(() => here.value?.onec), relay: access.usedAddress }),
  }
}
