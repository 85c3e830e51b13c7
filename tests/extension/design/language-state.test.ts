// @vitest-environment happy-dom
import { effect } from '@preact/signals'
import { beforeEach, describe, expect, test, vi } from 'vitest'
import { i18n } from '#i18n'
import type { LanguageDoor } from '../../../extension/browser/chosen-language.ts'
import type { LanguageChoice } from '../../../extension/design/language.ts'
import { createLanguageState } from '../../../extension/design/language-state.ts'
import { speak } from './speak.ts'
import { wordsOf } from './words-of-file.ts'

const said = () => i18n.t('settings.appearance')
const lang = () => document.documentElement.lang

/** What this browser has stored, of which every page hears; its own language is Russian. */
function office(chosen: LanguageChoice = 'browser') {
  let now = chosen
  const listeners: ((chosen: LanguageChoice) => void)[] = []
  return {
    read: async () => now,
    async save(other: LanguageChoice) {
      now = other
      for (const listener of listeners) listener(other)
    },
    onChange: (listener: (chosen: LanguageChoice) => void) => void listeners.push(listener),
    words: vi.fn(async (language: LanguageChoice) => (language === 'en' ? wordsOf('en') : undefined)),
  } satisfies LanguageDoor
}

beforeEach(() => {
  vi.restoreAllMocks()
  localStorage.clear()
  speak('ru')
})

describe('a page', () => {
  test('speaks as the browser does for whoever has chosen nothing, and keeps nothing for him', async () => {
    const door = office()
    await createLanguageState(window, door).follow()
    expect([said(), lang()]).toEqual(['Вид', 'ru'])
    expect(localStorage.length).toBe(0)
  })

  test('says everything anew at once when another language is chosen, and again when it is taken back', async () => {
    const state = createLanguageState(window, office())
    const drawn: string[] = []
    effect(() => void drawn.push(said()))
    await state.choose('en')
    expect([state.chosen.value, lang()]).toEqual(['en', 'en'])
    await state.choose('browser')
    expect(drawn).toEqual(['Вид', 'Appearance', 'Вид'])
    expect(lang()).toBe('ru')
  })

  test('speaks the chosen language from its first word when it is opened again', async () => {
    await createLanguageState(window, office()).choose('en')
    const again = createLanguageState(window, office('en'))
    expect([said(), lang(), again.chosen.value]).toEqual(['Appearance', 'en', 'en'])
  })

  test('that was open before hears what was chosen in another', async () => {
    const door = office()
    const panel = createLanguageState(window, door)
    await panel.follow()
    await door.save('en')
    await expect.poll(said).toBe('Appearance')
    expect(panel.chosen.value).toBe('en')
  })

  test('follows the last choice of whoever changes his mind while the first one’s words still come', async () => {
    const door = office()
    const state = createLanguageState(window, door)
    let come: (words: ReturnType<typeof wordsOf>) => void = () => {}
    door.words.mockImplementation((language) =>
      language === 'en' ? new Promise((done) => (come = done)) : Promise.resolve(undefined),
    )
    const first = state.choose('en')
    await state.choose('browser')
    come(wordsOf('en'))
    await first
    expect([said(), state.chosen.value, localStorage.length]).toEqual(['Вид', 'browser', 0])
  })
})

describe('what was kept', () => {
  test('of an earlier build is there at once, and after the first paint makes room for the words of this one', async () => {
    const old = { ...wordsOf('en'), settings_appearance: 'Look' }
    localStorage.setItem('language', JSON.stringify({ chosen: 'en', words: old }))
    const state = createLanguageState(window, office('en'))
    expect(said()).toBe('Look')
    await state.follow()
    expect(said()).toBe('Appearance')
    createLanguageState(window, office('en'))
    expect(said()).toBe('Appearance')
  })

  test('of this build is not drawn a second time', async () => {
    await createLanguageState(window, office()).choose('en')
    const state = createLanguageState(window, office('en'))
    let drawn = 0
    effect(() => {
      said()
      drawn += 1
    })
    await state.follow()
    expect(drawn).toBe(1)
  })

  test.each([
    '',
    '{',
    'null',
    '7',
    '{"chosen":"de","words":{}}',
    '{"chosen":"en","words":7}',
    '{"words":{"settings_appearance":7}}',
  ])('and is broken (%s) is not believed, and mended', async (broken) => {
    localStorage.setItem('language', broken)
    const state = createLanguageState(window, office('en'))
    expect(said()).toBe('Вид')
    await state.follow()
    expect([said(), state.chosen.value]).toEqual(['Appearance', 'en'])
  })

  test('is thrown away where the choice was forgotten', async () => {
    await createLanguageState(window, office()).choose('en')
    await createLanguageState(window, office('browser')).follow()
    expect([said(), localStorage.length]).toEqual(['Вид', 0])
  })
})
