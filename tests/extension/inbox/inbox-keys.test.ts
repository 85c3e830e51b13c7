import { expect, test } from 'vitest'
import { inboxKey } from '../../../extension/inbox/inbox-keys.ts'

const key = (name: string, code = name, held: Held = {}) => ({
  ...{ key: name, code, altKey: false, shiftKey: false, ctrlKey: false, metaKey: false },
  ...held,
  getModifierState: (modifier: string) => modifier === 'AltGraph' && held.rightAlt === true,
})
type Held = { altKey?: boolean; shiftKey?: boolean; ctrlKey?: boolean; rightAlt?: boolean }
const list = { conversationIsOpen: false, nothingIsFocused: true, isTyping: false }
const open = { ...list, conversationIsOpen: true, nothingIsFocused: false }
const typing = { ...list, nothingIsFocused: false, isTyping: true }

test('Alt+1…4 open the tabs, with a Russian layout too', () => {
  expect(inboxKey(key('1', 'Digit1', { altKey: true }), list)).toEqual({ do: 'showTab', tab: 'mine' })
  expect(inboxKey(key('¡', 'Digit4', { altKey: true }), open)).toEqual({ do: 'showTab', tab: 'closed' })
})

test('a digit without Alt is a digit, and Alt+5 is nothing', () => {
  expect(inboxKey(key('1', 'Digit1'), list)).toBeUndefined()
  expect(inboxKey(key('5', 'Digit5', { altKey: true }), list)).toBeUndefined()
})

test('Esc leaves an open conversation, and in the list it stays the browser’s own', () => {
  expect(inboxKey(key('Escape'), open)).toEqual({ do: 'goToList' })
  expect(inboxKey(key('Escape'), list)).toBeUndefined()
})

test('↓ enters the list when nothing is focused, and never steals the key from a field', () => {
  expect(inboxKey(key('ArrowDown'), list)).toEqual({ do: 'enterList' })
  expect(inboxKey(key('ArrowDown'), typing)).toBeUndefined()
})

test('/ searches and ? shows the keys, also where the same keys give Russian letters', () => {
  expect(inboxKey(key('/', 'Slash'), list)).toEqual({ do: 'search' })
  expect(inboxKey(key('.', 'Slash'), list)).toEqual({ do: 'search' })
  expect(inboxKey(key('?', 'Digit7', { shiftKey: true }), open)).toEqual({ do: 'showKeys' })
  expect(inboxKey(key(',', 'Slash', { shiftKey: true }), list)).toEqual({ do: 'showKeys' })
})

test('who is typing gets what he typed: no tab changes, no search and no sheet opens', () => {
  const character = [key('¡', 'Digit1', { altKey: true, rightAlt: true }), key('1', 'Numpad1', { altKey: true })]
  const name = [key('@', 'Digit2', { altKey: true, ctrlKey: true }), key('a', 'KeyA', { altKey: true })]
  for (const typed of [
    key('/', 'Slash'),
    key('?', 'Slash', { shiftKey: true }),
    key('1', 'Digit1'),
    ...character,
    ...name,
  ])
    expect(inboxKey(typed, typing)).toBeUndefined()
})

test('Alt+1…4 open the tabs also while somebody types, as he does in each open conversation', () => {
  const answering = { ...typing, conversationIsOpen: true }
  expect(inboxKey(key('2', 'Digit2', { altKey: true }), answering)).toEqual({ do: 'showTab', tab: 'queued' })
  expect(inboxKey(key('™', 'Digit2', { altKey: true }), answering)).toEqual({ do: 'showTab', tab: 'queued' })
})

test('the browser’s own keys stay the browser’s', () => {
  expect(inboxKey(key('/', 'Slash', { ctrlKey: true }), list)).toBeUndefined()
})
