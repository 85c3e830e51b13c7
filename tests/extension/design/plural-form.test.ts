import { expect, test } from 'vitest'
import { i18n } from '#i18n'
import { pluralForm } from '../../../extension/design/plural-form.ts'
import { speak } from './speak.ts'

test('Russian counts 1 message, 2 messages and 5 messages with three forms, and 11 is not 1', () => {
  speak('ru')
  const words = [1, 2, 5, 11, 21, 112].map((count) => i18n.t(`unread.${pluralForm(count, 'ru')}`, [count]))
  expect(words).toEqual([
    '1 непрочитанное сообщение',
    '2 непрочитанных сообщения',
    '5 непрочитанных сообщений',
    '11 непрочитанных сообщений',
    '21 непрочитанное сообщение',
    '112 непрочитанных сообщений',
  ])
})

test('English never needs the Russian middle form', () => {
  expect([1, 2, 5, 21].map((count) => pluralForm(count, 'en'))).toEqual(['one', 'many', 'many', 'many'])
})
