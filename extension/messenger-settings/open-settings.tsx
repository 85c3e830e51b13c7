import { effect } from '@preact/signals'
import { render } from 'preact'
import { i18n } from '#i18n'
import type { InboxService } from '../background/inbox-service.ts'
import type { PagesDoor } from '../browser/allowed-pages.ts'
import { languageDoor } from '../browser/chosen-language.ts'
import { notificationsDoor } from '../browser/notifications-door.ts'
import { ownWindowId, toolbarDoor } from '../browser/toolbar.ts'
import { InboxDatabase } from '../database/database.ts'
import { createLanguageState } from '../design/language-state.ts'
import { createThemeState } from '../design/theme.ts'
import { createTickingClock } from '../design/ticking-clock.ts'
import type { Administration } from './administration.ts'
import { createSettingsState } from './create-settings-state.ts'
import { SettingsApp } from './settings-app.tsx'

/** The options page: composed here, told only how to reach the background and the relay. */
export function openSettings(inbox: Administration & InboxService, pagesDoor: PagesDoor): void {
  const language = createLanguageState(window, languageDoor)
  void language.follow()
  const state = createSettingsState({
    database: new InboxDatabase(),
    inbox,
    pagesDoor,
    notificationsDoor,
    toolbar: toolbarDoor(ownWindowId()),
    theme: createThemeState(window),
    language,
    now: createTickingClock(500),
    page: window,
  })
  effect(() => {
    document.title = i18n.t(state.isFirstRun.value ? 'start.pageTitle' : 'settings.title')
  })
  render(<SettingsApp state={state} />, document.body)
}
