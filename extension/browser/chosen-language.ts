import { browser } from 'wxt/browser'
import { type LanguageChoice, languageChoiceFrom } from '../design/language.ts'
import type { Words } from './i18n.ts'

const key = 'language'

/** Which language was chosen in this browser, and its words. */
export interface LanguageDoor {
  read(): Promise<LanguageChoice>
  save(chosen: LanguageChoice): Promise<void>
  onChange(changed: (chosen: LanguageChoice) => void): void
  /** Undefined: the browser has them itself. */
  words(chosen: LanguageChoice): Promise<Words | undefined>
}

export const languageDoor: LanguageDoor = {
  read: async () => languageChoiceFrom((await browser.storage.local.get(key))[key]),
  save: (chosen) =>
    chosen === 'browser' ? browser.storage.local.remove(key) : browser.storage.local.set({ [key]: chosen }),
  onChange: (changed) =>
    browser.storage.local.onChanged.addListener((changes) => {
      if (key in changes) changed(languageChoiceFrom(changes[key]?.newValue))
    }),
  async words(chosen) {
    if (chosen === 'browser' || chosen === browser.i18n.getMessage('language')) return undefined
    const file = await fetch(`${browser.runtime.getURL('/')}_locales/${chosen}/messages.json`)
    return wordsOfFile(await file.json())
  },
}

/** As the browser keeps them: `{ name: { message } }`. */
function wordsOfFile(file: unknown): Words {
  const words: Record<string, unknown> = {}
  for (const [name, entry] of Object.entries(isRecord(file) ? file : {})) {
    if (isRecord(entry)) words[name] = entry.message
  }
  return words
}

export const isRecord = (stored: unknown): stored is Record<string, unknown> =>
  typeof stored === 'object' && stored !== null
