import { signal } from '@preact/signals'
import { render } from 'preact'
import { i18n } from '#i18n'
import type { InboxService } from '../background/inbox-service.ts'
import { InboxDatabase } from '../database/database.ts'
import { language } from '../design/language.ts'
import { createThemeState } from '../design/theme.ts'
import { createTickingClock } from '../design/ticking-clock.ts'
import { createConversationRoute } from './conversation-route.ts'
import { createInboxState } from './create-inbox-state.ts'
import { followJoined } from './follow-joined.ts'
import { type ConversationPane, InboxApp, type PhoneMatterPlace } from './inbox-app.tsx'
import { listenToKeys } from './inbox-keys.ts'

/** The popup and the side panel are this one app: composed here, told only how to reach the background and the settings. */
export function openInbox(inputs: { inbox: InboxService; openSettings: () => void }): void {
  createThemeState(window)
  document.documentElement.lang = language()
  document.title = i18n.t('extensionName')
  const state = createInboxState({
    ...inputs,
    database: new InboxDatabase(),
    route: createConversationRoute(window),
    now: createTickingClock(10_000),
  })
  const pane = signal<ConversationPane | undefined>(undefined)
  const phoneMatter = signal<PhoneMatterPlace | undefined>(undefined)
  listenToKeys(window, state)
  followJoined(state.database, state.route, window)
  render(<InboxApp state={state} pane={pane} phoneMatter={phoneMatter} />, document.body)
  import('../conversation/conversation-pane.tsx').then((module) => {
    pane.value = module.ConversationPane
  })
  import('./phone-matter.tsx').then((module) => {
    phoneMatter.value = module.default
    module.followPhone(state, window)
  })
}
