import { computed, effect, type ReadonlySignal, signal } from '@preact/signals'
import { createNewId, type Instant } from '../../shared/ids.ts'
import type { InboxService } from '../background/inbox-service.ts'
import type { PagesDoor } from '../browser/allowed-pages.ts'
import { firstRunPlace } from '../browser/first-run-tab.ts'
import { sendKeyDoor } from '../browser/send-key.ts'
import type { ToolbarDoor } from '../browser/toolbar.ts'
import { createSendKeyState, type SendKeyState } from '../conversation/send-key-state.ts'
import type { HereRow, InboxDatabase } from '../database/database.ts'
import type { LanguageState } from '../design/language-state.ts'
import type { ThemeState } from '../design/theme.ts'
import { type AccessState, createAccessState } from '../employee-settings/create-access-state.ts'
import {
  createNotificationsState,
  type NotificationsDoor,
  type NotificationsState,
} from '../employee-settings/create-notifications-state.ts'
import { createPagesState, type PagesState } from '../employee-settings/create-pages-state.ts'
import { createFirstRunState, type FirstRunState } from '../first-run/create-first-run-state.ts'
import { createOpenForms } from '../forms/create-open-forms.ts'
import { followFocus } from '../forms/follow-focus.ts'
import { liveSignal } from '../inbox/live-signal.ts'
import { createQuickRepliesState, type QuickRepliesState } from '../quick-replies/create-quick-replies-state.ts'
import type { Administration } from './administration.ts'
import { type AuditState, createAuditState } from './create-audit-state.ts'
import { type BasesState, createBasesState } from './create-bases-state.ts'
import { type ChannelsState, createChannelsState } from './create-channels-state.ts'
import { createEmployeesState, type EmployeesState } from './create-employees-state.ts'
import { createGroupsState, createInboxSettingsState, type InboxSettingsState } from './create-inbox-settings-state.ts'
import { createRoutesState, type RoutesState } from './create-routes-state.ts'
import { createSynchronisationState, type SynchronisationState } from './create-synchronisation-state.ts'
import {
  hearOfNewChats,
  type PartKnowledge,
  type PartLine,
  partIn,
  partLines,
  type SettingsPart,
} from './settings-parts.ts'

export interface SettingsInputs {
  database: InboxDatabase
  inbox: Administration & InboxService
  theme: ThemeState
  language: LanguageState
  now: ReadonlySignal<Instant>
  pagesDoor: PagesDoor
  notificationsDoor: NotificationsDoor
  toolbar: ToolbarDoor
  page: Pick<Window, 'location' | 'document' | 'addEventListener' | 'removeEventListener'>
}

export interface SettingsState {
  /** `undefined` while it loads, `null` before the background has written anything. */
  here: ReadonlySignal<HereRow | null | undefined>
  now: ReadonlySignal<Instant>
  lines: ReadonlySignal<PartLine[]>
  part: ReadonlySignal<SettingsPart>
  /** The first steps stand in the place of the parts. */
  isFirstRun: ReadonlySignal<boolean>
  firstRun: FirstRunState
  theme: ThemeState
  language: LanguageState
  access: AccessState
  channels: ChannelsState
  synchronisation: SynchronisationState
  bases: BasesState
  employees: EmployeesState
  pages: PagesState
  notifications: NotificationsState
  quickReplies: QuickRepliesState
  inboxSettings: InboxSettingsState
  routes: RoutesState
  audit: AuditState
  keys: SendKeyState
}

export function createSettingsState({
  database,
  inbox,
  theme,
  language,
  now,
  pagesDoor,
  notificationsDoor,
  toolbar,
  page,
}: SettingsInputs): SettingsState {
  const here = liveSignal(() => async () => (await database.here.get('here')) ?? null).value
  const hash = signal(page.location.hash)
  page.addEventListener('hashchange', () => {
    hash.value = page.location.hash
  })
  const synchronisation = createSynchronisationState(inbox)
  const employees = createEmployeesState(inbox)
  const inboxSettings = createInboxSettingsState(inbox)
  const routes = createRoutesState(inboxSettings, createGroupsState(inbox), employees, here)
  const known = { synchronisation, employees, inboxSettings, routes }
  const lines = computed(() => partLines(here.value ?? null, knowledgeOf(known)))

  askForSigns(here, known)
  const access = createAccessState(inbox)
  const bases = createBasesState(inbox)

  return {
    here,
    now,
    lines,
    part: computed(() => partIn(hash.value, lines.value)),
    isFirstRun: computed(() => hash.value === firstRunPlace),
    firstRun: createFirstRunState({ here, database, access, employees, bases, toolbar, page }),
    theme,
    language,
    access,
    channels: createChannelsState(inbox),
    synchronisation,
    bases,
    employees,
    inboxSettings,
    routes,
    audit: createAuditState(inbox),
    quickReplies: quickRepliesOf({ database, inbox, page }),
    keys: createSendKeyState(sendKeyDoor),
    notifications: createNotificationsState(notificationsDoor),
    pages: createPagesState({ door: pagesDoor, onec: computed(() => here.value?.onec), relay: access.usedAddress }),
  }
}

/** A text that is half written is there again when the page is opened again. */
function quickRepliesOf({ database, inbox, page }: Pick<SettingsInputs, 'database' | 'inbox' | 'page'>) {
  const [newId, { hasFocus }] = [createNewId(Date.now), followFocus(page)]
  const forms = createOpenForms({ database, inbox, conversationId: undefined, now: Date.now, newId, hasFocus })
  page.addEventListener('pagehide', forms.leave)
  return createQuickRepliesState({ database, inbox, newId, forms })
}

/** The signs in the list need to know these, whichever part is open. */
function askForSigns(
  here: SettingsState['here'],
  { synchronisation, routes }: Pick<SettingsState, 'synchronisation' | 'routes'>,
): void {
  const mayAsk = computed(() => here.value?.link === 'live' && here.value.employee?.rights.includes('admin') === true)
  effect(() => {
    if (!mayAsk.value) return
    void synchronisation.load.run()
    routes.load()
  })
}

/** What the parts themselves know of how they stand. */
const knowledgeOf = ({
  synchronisation,
  employees: { employees },
  inboxSettings,
  routes,
}: Pick<SettingsState, 'synchronisation' | 'employees' | 'inboxSettings' | 'routes'>): PartKnowledge => ({
  synchronisation: synchronisation.saved.value,
  employeeCount: employees.value?.length,
  hearOfNewChats: employees.value && hearOfNewChats(employees.value), // undefined until the relay has told
  inbox: inboxSettings.saved.value,
  brokenRules: routes.broken.value.length,
})
