import { expect, test } from 'vitest'
import { inboxKey } from '../../../extension/inbox/inbox-keys.ts'

const key = (name: string, code = name, held: { altKey?: boolean; shiftKey?: boolean; ctrlKey?: boolean } = {}) => ({
  ...{ key: name, code, altKey: false, shiftKey: false, ctrlKey: false, metaKey: false },
  ...held,
})
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
  for (const typed of [key('/', 'Slash'), key('?', 'Slash', { shiftKey: true }), key('1', 'Digit1', { altKey: true })])
    expect(inboxKey(typed, typing)).toBeUndefined()
})

test('the browser’s own keys stay the browser’s', () => {
  expect(inboxKey(key('/', 'Slash', { ctrlKey: true }), list)).toBeUndefined()
})
