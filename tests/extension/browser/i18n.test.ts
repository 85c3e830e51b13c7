import { beforeEach, expect, test, vi } from 'vitest'
import { i18n } from '#i18n'
import { takeWordsFrom } from '../../../extension/browser/i18n.ts'
import { language } from '../../../extension/design/language.ts'
import { pluralForm } from '../../../extension/design/plural-form.ts'
import { momentInWords } from '../../../extension/design/show-time.ts'
import { speak } from '../design/speak.ts'
import { wordsOf } from '../design/words-of-file.ts'

beforeEach(() => {
  vi.restoreAllMocks()
  speak('ru')
  takeWordsFrom(() => undefined)
})

test('who has chosen no language hears the browser’s', () => {
  expect(i18n.t('settings.appearance')).toBe('Вид')
  expect(i18n.t('peace.onUntil', ['15:20'])).toBe('Не беспокоить до 15:20')
})

test('who has chosen another hears that one, with names and numbers in their places', () => {
  takeWordsFrom(() => wordsOf('en'))
  expect(i18n.t('settings.appearance')).toBe('Appearance')
  expect(i18n.t('alert.title', ['Sales $1'])).toContain('Sales $1')
})

test('plurals and dates go with the words that were chosen', () => {
  const at = new Date(2025, 10, 3, 12, 41).getTime()
  const said = () => [
    i18n.t(`unread.${pluralForm(3, language())}`, [3]),
    momentInWords(at, new Date(2025, 10, 5).getTime(), language()),
  ]
  expect(said()).toEqual(['3 непрочитанных сообщения', '3 нояб., 12:41'])
  takeWordsFrom(() => wordsOf('en'))
  expect(said()).toEqual(['3 unread messages', 'Nov 3, 12:41'])
  takeWordsFrom(() => undefined)
  expect(said()[0]).toBe('3 непрочитанных сообщения')
})

test.each([7, null, {}])(
  'a word that is no text there (%j) is said in the browser’s language',
  (settings_appearance) => {
    takeWordsFrom(() => ({ ...wordsOf('en'), settings_appearance }))
    expect(i18n.t('settings.appearance')).toBe('Вид')
  },
)

test('a word that is missing there is said in the browser’s language, not left out', () => {
  const { settings_appearance: _, ...others } = wordsOf('en')
  takeWordsFrom(() => others)
  expect(i18n.t('settings.appearance')).toBe('Вид')
  expect(i18n.t('settings.access')).toBe(wordsOf('en').settings_access)
})
