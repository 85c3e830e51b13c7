// @vitest-environment happy-dom
import { signal } from '@preact/signals'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { listenToKeys } from '../../../extension/inbox/inbox-keys.ts'
import type { ListState } from '../../../extension/inbox/list-state.ts'
import type { ConversationId } from '../../../shared/ids.ts'
import { ivan } from '../background/cast.ts'

const open = signal<ConversationId | undefined>(undefined)
const showTab = vi.fn()
let frames: (() => void)[]
const paint = () => {
  for (const frame of frames.splice(0)) frame()
}
const focused = () => document.activeElement?.id ?? document.activeElement?.className
function press(key: string, code: string, held: KeyboardEventInit = {}): void {
  const event = new KeyboardEvent('keydown', { key, code, bubbles: true, cancelable: true, ...held })
  // happy-dom takes the left Alt for the right one.
  Object.assign(event, { getModifierState: () => false })
  document.activeElement?.dispatchEvent(event)
}

beforeEach(() => {
  open.value = undefined
  frames = []
  document.body.innerHTML =
    '<input id="search" /><div class="conversation-row" id="row" tabindex="0"></div><textarea id="composer"></textarea>'
  vi.spyOn(window, 'requestAnimationFrame').mockImplementation((frame) => frames.push(() => frame(0)))
  vi.spyOn(window, 'matchMedia').mockReturnValue({ matches: false } as MediaQueryList)
  const goToList = () => queueMicrotask(listComesOut)
  const state = { route: { open, goToList }, showTab, focus: vi.fn(), listed: signal(undefined) }
  listening = listeners(() => listenToKeys(window, () => state as unknown as ListState))
})
afterEach(() => {
  for (const stop of listening) stop()
  vi.restoreAllMocks()
  showTab.mockClear()
})

/** The browser tells of a new address a moment later. */
function listComesOut(): void {
  open.value = undefined
  const oldURL = `popup.html#/conversation/${ivan.id}`
  window.dispatchEvent(new HashChangeEvent('hashchange', { oldURL, newURL: 'popup.html#/' }))
}

let listening: (() => void)[]
/** Those of one test are not to hear the keys of the next one. */
function listeners(begin: () => void): (() => void)[] {
  const add = vi.spyOn(window, 'addEventListener')
  begin()
  return add.mock.calls.map(
    ([kind, listener]) =>
      () =>
        window.removeEventListener(kind, listener),
  )
}

test('whoever presses / and types on at once loses no letter: the field has the next key, before anything is painted', () => {
  press('/', 'Slash')
  expect(focused()).toBe('search')
})

test('from a conversation that lies over the list he comes to the field too, and not to the row that he has left', async () => {
  open.value = ivan.id
  const field = document.getElementById('search') as HTMLInputElement
  const focus = field.focus.bind(field)
  // As browsers do with what is not to be seen.
  field.focus = () => open.value === undefined && focus()
  press('/', 'Slash')
  await Promise.resolve()
  paint()
  expect(focused()).toBe('search')
})

test('Esc out of the conversation leads to the row, not into the search', async () => {
  open.value = ivan.id
  press('Escape', 'Escape')
  await Promise.resolve()
  paint()
  expect(focused()).toBe('row')
})

test('Alt+2 out of a reply that is being written shows the tab, and 2 alone stays with the reply', () => {
  open.value = ivan.id
  document.getElementById('composer')?.focus()
  press('2', 'Digit2')
  expect(showTab).not.toHaveBeenCalled()
  press('2', 'Digit2', { altKey: true })
  expect(showTab).toHaveBeenCalledWith('queued')
})
