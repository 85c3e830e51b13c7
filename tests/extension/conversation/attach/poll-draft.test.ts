import { expect, test } from 'vitest'
import { cardOf } from '../../../../extension/conversation/attach/contact-form.tsx'
import { optionsAfter, pollOf, pollTrouble } from '../../../../extension/conversation/attach/poll-draft.ts'

const draft = (question: string, ...options: string[]) => ({ question, multiple: false, options })

test('a poll has a question and at least two answers', () => {
  expect(pollOf(draft(' Когда? ', 'Утром', ' Днём ', ''))).toEqual({
    question: 'Когда?',
    multiple: false,
    options: ['Утром', 'Днём'],
  })
})

test.each([
  [draft('', 'Утром', 'Днём'), 'no question'],
  [draft('Когда?', 'Утром', ' '), 'one answer'],
  [draft('Когда?', 'Утром', 'Утром '), 'twice the same'],
  [draft('Когда?', 'Утром', 'я'.repeat(101)), 'too long an answer'],
  [draft('к'.repeat(256), 'Утром', 'Днём'), 'too long a question'],
])('%o is no poll yet (%s)', (unfinished) => {
  expect(pollOf(unfinished)).toBeUndefined()
})

test('what is wrong is said; what is only missing is not', () => {
  expect(pollTrouble(draft('', ''))).toBeUndefined()
  expect(pollTrouble(draft('Когда?', 'Утром', 'Утром'))).toBe('sameTwice')
})

test('whoever fills the last box gets a further one, up to twelve', () => {
  expect(optionsAfter(['а', ''], 1, 'б')).toEqual(['а', 'б', ''])
  expect(optionsAfter(['а', ''], 0, 'в')).toEqual(['в', ''])
  const twelve = Array.from({ length: 12 }, (_, place) => (place === 11 ? '' : String(place)))
  expect(optionsAfter(twelve, 11, 'последний')).toHaveLength(12)
})

test('a card has a name and a phone; what is no phone is left out', () => {
  expect(cardOf(' Пётр ', ['+7 916 555-44-33', '', 'нет', '+7 916 555-44-33'])).toEqual({
    name: 'Пётр',
    phones: ['+7 916 555-44-33'],
  })
  expect(cardOf('Пётр', ['нет'])).toBeUndefined()
  expect(cardOf('', ['+7 916 555-44-33'])).toBeUndefined()
})
