import { beforeEach, expect, test, vi } from 'vitest'
import { i18n } from '#i18n'
import type { LanguageDoor } from '../../../extension/browser/chosen-language.ts'
import { takeWordsFrom } from '../../../extension/browser/i18n.ts'
import { createSpokenWords } from '../../../extension/browser/spoken-words.ts'
import type { LanguageChoice } from '../../../extension/design/language.ts'
import { speak } from '../design/speak.ts'
import { wordsOf } from '../design/words-of-file.ts'

const said = () => i18n.t('settings.appearance')

/** A browser in Russian, in which somebody may choose English. */
function door(chosen: LanguageChoice): LanguageDoor & { choose(other: LanguageChoice): void } {
  let now = chosen
  const listeners: ((chosen: LanguageChoice) => void)[] = []
  return {
    read: async () => now,
    save: async () => undefined,
    onChange: (listener) => void listeners.push(listener),
    words: async (language) => (language === 'en' ? wordsOf('en') : undefined),
    choose(other) {
      now = other
      for (const listener of listeners) listener(other)
    },
  }
}

beforeEach(() => {
  vi.restoreAllMocks()
  speak('ru')
  takeWordsFrom(() => undefined)
})

test('the background speaks the chosen language once its words are there', async () => {
  await createSpokenWords(door('en')).areThere()
  expect(said()).toBe('Appearance')
})

test('and the browser’s where none was chosen', async () => {
  await createSpokenWords(door('browser')).areThere()
  expect(said()).toBe('Вид')
})

test('what is shown is said again after another was chosen, and not before its words are there', async () => {
  const here = door('browser')
  const words = createSpokenWords(here)
  const shown = [said()]
  await new Promise<void>((changed) => {
    words.onChange(() => {
      shown.push(said())
      changed()
    })
    here.choose('en')
    shown.push(said())
  })
  expect(shown).toEqual(['Вид', 'Вид', 'Appearance'])
})

test('who changes his mind at once hears the last choice, though the first one’s words come later', async () => {
  const here = door('browser')
  let englishCame: (words: ReturnType<typeof wordsOf>) => void = () => {}
  here.words = (language) =>
    language === 'en' ? new Promise((done) => (englishCame = done)) : Promise.resolve(undefined)
  const words = createSpokenWords(here)
  const heard: string[] = []
  words.onChange(() => heard.push(said()))
  here.choose('en')
  await expect.poll(() => englishCame.length).toBe(1)
  here.choose('browser')
  await expect.poll(() => heard).toEqual(['Вид'])
  englishCame(wordsOf('en'))
  await expect.poll(() => heard).toEqual(['Вид', 'Вид'])
})

test('words that cannot be read leave the browser’s, and nobody waits for ever', async () => {
  vi.spyOn(console, 'warn').mockImplementation(() => undefined)
  await createSpokenWords({ ...door('en'), words: () => Promise.reject(new Error('no file')) }).areThere()
  expect(said()).toBe('Вид')
})
