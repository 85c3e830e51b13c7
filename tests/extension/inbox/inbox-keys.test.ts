import { expect, test } from 'vitest'
import { inboxKey } from '../../../extension/inbox/inbox-keys.ts'

const key = (name: string, code = name, altKey = false) => ({ key: name, code, altKey })

test('Alt+1…4 open the tabs, with a Russian layout too', () => {
  expect(inboxKey(key('1', 'Digit1', true), false, true)).toEqual({ do: 'showTab', tab: 'mine' })
  expect(inboxKey(key('¡', 'Digit4', true), true, false)).toEqual({ do: 'showTab', tab: 'closed' })
})

test('a digit without Alt is a digit, and Alt+5 is nothing', () => {
  expect(inboxKey(key('1', 'Digit1'), false, true)).toBeUndefined()
  expect(inboxKey(key('5', 'Digit5', true), false, true)).toBeUndefined()
})

test('Esc leaves an open conversation, and in the list it stays the browser’s own', () => {
  expect(inboxKey(key('Escape'), true, false)).toEqual({ do: 'goToList' })
  expect(inboxKey(key('Escape'), false, false)).toBeUndefined()
})

test('↓ enters the list when nothing is focused, and never steals the key from a field', () => {
  expect(inboxKey(key('ArrowDown'), false, true)).toEqual({ do: 'enterList' })
  expect(inboxKey(key('ArrowDown'), false, false)).toBeUndefined()
})
