import { effect, signal } from '@preact/signals'
import { type ComponentType, render } from 'preact'
import { i18n } from '#i18n'
import type { InboxService } from '../background/inbox-service.ts'
import { languageDoor } from '../browser/chosen-language.ts'
import { createLanguageState } from '../design/language-state.ts'
import { createThemeState } from '../design/theme.ts'
import { createTickingClock } from '../design/ticking-clock.ts'
import { createConversationRoute } from './conversation-route.ts'
import type { InboxState } from './create-inbox-state.ts'
import type { FirstPaint } from './first-paint.ts'
import { firstState } from './first-state.ts'
import { type ConversationPane, InboxApp, type PhoneMatterPlace } from './inbox-app.tsx'
import { listenToKeys } from './inbox-keys.ts'
import { createListChoices, type ListState } from './list-state.ts'

export interface OpenInboxInputs {
  inbox: InboxService
  openSettings: () => void
  openFirstSteps: () => void
  readFirstPaint: () => Promise<FirstPaint | undefined>
}

/**
 * The popup, the side panel and the window of its own are this one app: composed here. First the list as it was last seen, with the little code that this takes; then the
 * store behind it; then the conversation, which nobody can open so soon.
 */
export async function openInbox({ readFirstPaint, ...inputs }: OpenInboxInputs): Promise<void> {
  const reading = readFirstPaint()
  createThemeState(window)
  const language = createLanguageState(window, languageDoor)
  effect(() => {
    document.title = i18n.t('extensionName')
  })
  const parts = { ...inputs, route: createConversationRoute(window), now: createTickingClock(10_000) }
  const pane = signal<ConversationPane | undefined>(undefined)
  const phoneMatter = signal<PhoneMatterPlace | undefined>(undefined)
  const keptWords = signal<ComponentType | undefined>(undefined)
  let shown: ListState | undefined
  const show = (state: ListState) => {
    shown = state
    render(<InboxApp {...{ state, pane, phoneMatter, keptWords }} />, document.body)
  }
  listenToKeys(window, () => shown)

  const paint = await reading
  const choices = createListChoices(paint?.tab)
  if (paint !== undefined) {
    show(firstState(paint, choices, parts))
    await painted()
  }
  void language.follow()
  const store = await import('./open-store.ts')
  const state = store.openStore(parts, choices, window)
  if (paint !== undefined) await store.storeHasAnswered(state)
  show(state)
  void openConversations(state, pane)
  void openPhoneMatters(state, phoneMatter)
  void openKeptWords(state, keptWords)
}

/** Settles after the browser has drawn what stands in the page now. A page that is not seen draws nothing, and waits for nothing. */
const painted = (): Promise<void> =>
  new Promise((done) => {
    if (document.visibilityState === 'hidden') return done()
    requestAnimationFrame(() => setTimeout(done))
  })

async function openConversations(state: InboxState, pane: { value: ConversationPane | undefined }): Promise<void> {
  const { ConversationPane } = await import('../conversation/conversation-pane.tsx')
  pane.value = ({ conversationId }) => <ConversationPane conversationId={conversationId} state={state} />
}

async function openPhoneMatters(state: InboxState, place: { value: PhoneMatterPlace | undefined }): Promise<void> {
  const { default: PhoneMatter, followPhone } = await import('./phone-matter.tsx')
  place.value = () => <PhoneMatter state={state} />
  followPhone(state, window)
}

async function openKeptWords(state: InboxState, place: { value: ComponentType | undefined }): Promise<void> {
  const { default: KeptWords } = await import('./kept-words.tsx')
  place.value = () => <KeptWords state={state} />
}
