import { expect, test } from 'vitest'
import { initialsOf } from '../../../extension/design/initials.tsx'

test('a person is shown by the first letters of two names', () => {
  expect(initialsOf('Анна Петрова')).toBe('АП')
})

test('one name gives two letters, a company its own without the quotes', () => {
  expect(initialsOf('Елена')).toBe('ЕЛ')
  expect(initialsOf('ООО «Ромашка»')).toBe('ОР')
})

test('a phone has no letters: its last two digits stand for it', () => {
  expect(initialsOf('+7 916 555-01-99')).toBe('99')
})
