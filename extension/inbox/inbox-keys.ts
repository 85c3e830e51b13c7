import { type InboxTab, inboxTabs } from './inbox-tabs.ts'
import { showKeys } from './keys-asked.ts'
import type { ListState } from './list-state.ts'

export type InboxKey =
  | { do: 'showTab'; tab: InboxTab }
  | { do: 'goToList' }
  | { do: 'enterList' }
  | { do: 'search' }
  | { do: 'showKeys' }

export interface WhereKeyFalls {
  conversationIsOpen: boolean
  /** No element has the focus. */
  nothingIsFocused: boolean
  /** It would be written into a field. */
  isTyping: boolean
}

type Key = Pick<KeyboardEvent, 'key' | 'code' | 'altKey' | 'ctrlKey' | 'metaKey' | 'shiftKey' | 'getModifierState'>

/** What a key means anywhere on the page. While somebody types, which in an open conversation is always, only Esc and the tabs' keys have a meaning. */
export function inboxKey(key: Key, where: WhereKeyFalls): InboxKey | undefined {
  if (key.key === 'Escape') return where.conversationIsOpen ? { do: 'goToList' } : undefined
  if (key.ctrlKey || key.metaKey) return undefined
  if (key.altKey) return tabKey(key)
  if (where.isTyping) return undefined
  if (key.key === 'ArrowDown' && where.nothingIsFocused && !where.conversationIsOpen) return { do: 'enterList' }
  if (isQuestionMark(key)) return { do: 'showKeys' }
  if (key.key === '/' || (key.code === 'Slash' && !key.shiftKey)) return { do: 'search' }
  return undefined
}

/**
 * By the key's place, not its letter: with a Russian layout Alt+1 is still the first key, and on a Mac the same two give «¡». The right Alt of many keyboards writes letters, and the
 * digits at the side write characters by their number in Windows: both stay with whoever types.
 */
function tabKey(key: Key): InboxKey | undefined {
  if (key.getModifierState('AltGraph')) return undefined
  const tab = inboxTabs[Number(/^Digit([1-4])$/.exec(key.code)?.[1]) - 1]
  return tab === undefined ? undefined : { do: 'showTab', tab }
}

/** With a Russian layout the same key gives a comma, and the question mark lies on the 7. */
const isQuestionMark = (key: Key): boolean => key.key === '?' || (key.code === 'Slash' && key.shiftKey)

const fields = 'input, textarea, select, [contenteditable]'

/** After Esc the focus comes back to the row it left. */
export function listenToKeys(page: Window, stateNow: () => ListState | undefined): void {
  const { document } = page
  page.addEventListener('keydown', (event) => {
    const state = stateNow()
    // A picture opened large, or whatever else lies over the page, has its own keys.
    if (state === undefined || event.defaultPrevented || document.querySelector('dialog[open]') !== null) return
    const meant = inboxKey(event, {
      conversationIsOpen: state.route.open.value !== undefined,
      nothingIsFocused: document.activeElement === null || document.activeElement === document.body,
      isTyping: document.activeElement?.matches(fields) === true,
    })
    if (meant === undefined) return
    event.preventDefault()
    follow(meant, state, page)
  })
  page.addEventListener('hashchange', (event) => {
    const left = event.oldURL.split('#/conversation/')[1]
    const state = stateNow()
    if (left === undefined || state === undefined || state.route.open.value !== undefined) return
    enterList(state, page, left)
  })
}

function follow(meant: InboxKey, state: ListState, page: Window): void {
  // The list lies under an open conversation where the window is narrow.
  const showList = () => {
    if (!page.matchMedia('(min-width: 720px)').matches) state.route.goToList()
  }
  switch (meant.do) {
    case 'showTab':
      showList()
      state.showTab(meant.tab)
      break
    case 'goToList':
      state.route.goToList()
      break
    case 'search':
      showList()
      goToSearch(state, page)
      break
    case 'showKeys':
      showKeys()
      break
    case 'enterList':
      enterList(state, page)
      break
    default:
      meant satisfies never
  }
}

/** At once: the next key may come before the next picture, and would be lost. A list that lies under a conversation has to come out first, and goes to a row by itself. */
function goToSearch(state: ListState, page: Window): void {
  const goThere = () => page.document.getElementById('search')?.focus()
  goThere()
  if (page.document.activeElement?.id === 'search' || state.route.open.peek() === undefined) return
  page.addEventListener('hashchange', () => page.requestAnimationFrame(goThere), { once: true })
}

/** Puts the focus on the row that it has left, else on the one where the keyboard was last. */
export function enterList(state: Pick<ListState, 'listed' | 'focus'>, page: Window, left?: string): void {
  const known = state.listed.peek()?.ids.find((id) => id === left)
  if (known !== undefined) state.focus(known)
  page.requestAnimationFrame(() => page.document.querySelector<HTMLElement>('.conversation-row[tabindex="0"]')?.focus())
}
