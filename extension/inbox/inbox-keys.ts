import type { InboxState } from './create-inbox-state.ts'
import { type InboxTab, inboxTabs } from './inbox-tabs.ts'

export type InboxKey = { do: 'showTab'; tab: InboxTab } | { do: 'goToList' } | { do: 'enterList' } | { do: 'search' }

/** What a key means anywhere on the page. By the key's place, not its letter: with a Russian layout Alt+1 is still the first key. */
export function inboxKey(
  key: Pick<KeyboardEvent, 'key' | 'code' | 'altKey'>,
  conversationIsOpen: boolean,
  nothingIsFocused: boolean,
): InboxKey | undefined {
  const tab = /^Digit([1-4])$/.exec(key.code)
  if (key.altKey && tab !== null) {
    const chosen = inboxTabs[Number(tab[1]) - 1]
    return chosen === undefined ? undefined : { do: 'showTab', tab: chosen }
  }
  if (key.key === 'Escape' && conversationIsOpen) return { do: 'goToList' }
  if (key.key === 'ArrowDown' && nothingIsFocused && !conversationIsOpen) return { do: 'enterList' }
  if (key.key === '/' && nothingIsFocused && !conversationIsOpen) return { do: 'search' }
  return undefined
}

/** After Esc the focus comes back to the row it left. */
export function listenToKeys(page: Window, state: InboxState): void {
  page.addEventListener('keydown', (event) => {
    const { document } = page
    // A picture opened large, or whatever else lies over the page, has its own keys.
    if (document.querySelector('dialog[open]') !== null) return
    const nothingIsFocused = document.activeElement === null || document.activeElement === document.body
    const opened = state.route.open.value
    const meant = inboxKey(event, opened !== undefined, nothingIsFocused)
    if (meant === undefined) return
    event.preventDefault()
    if (meant.do === 'showTab') state.showTab(meant.tab)
    else if (meant.do === 'goToList') state.route.goToList()
    else if (meant.do === 'search') document.getElementById('search')?.focus()
    else document.querySelector<HTMLElement>('.conversation-row')?.focus()
  })
  page.addEventListener('hashchange', (event) => {
    const left = event.oldURL.split('#/conversation/')[1]
    if (left === undefined || state.route.open.value !== undefined) return
    requestAnimationFrame(() =>
      page.document.querySelector<HTMLElement>(`[data-conversation-id="${CSS.escape(left)}"]`)?.focus(),
    )
  })
}
