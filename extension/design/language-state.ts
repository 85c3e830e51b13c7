import { batch, effect, type ReadonlySignal, signal } from '@preact/signals'
import { isRecord, type LanguageDoor } from '../browser/chosen-language.ts'
import { takeWordsFrom, type Words } from '../browser/i18n.ts'
import { type LanguageChoice, language, languageChoiceFrom } from './language.ts'

const key = 'language'

export interface LanguageState {
  chosen: ReadonlySignal<LanguageChoice>
  /** Everything that is shown says it in the other language at once, and so does whatever else is open. */
  choose(chosen: LanguageChoice): Promise<void>
  /** For after the first paint: from now on this page hears what is chosen elsewhere, and its words are those of this build. */
  follow(): Promise<void>
}

/**
 * The words of the chosen language are kept in localStorage too, because only it answers before the first paint; whoever has chosen none keeps nothing there. They are a signal:
 * what was drawn with them is drawn again with others, and nothing that was typed is lost.
 */
export function createLanguageState(
  page: Pick<Window, 'localStorage' | 'document'>,
  door: LanguageDoor,
): LanguageState {
  let text = page.localStorage.getItem(key)
  const kept = keptIn(text)
  const chosen = signal(kept.chosen)
  const words = signal(kept.words)
  takeWordsFrom(() => words.value)
  effect(() => {
    page.document.documentElement.lang = language()
  })
  let latest: LanguageChoice | undefined
  const take = async (choice: LanguageChoice) => {
    latest = choice
    const fetched = await door.words(choice)
    const taken = choice === 'browser' ? null : JSON.stringify({ chosen: choice, words: fetched })
    if (latest !== choice || taken === text) return
    text = taken
    if (taken === null) page.localStorage.removeItem(key)
    else page.localStorage.setItem(key, taken)
    batch(() => {
      chosen.value = choice
      words.value = fetched
    })
  }
  return {
    chosen,
    async choose(choice) {
      await Promise.all([door.save(choice), take(choice)])
    },
    async follow() {
      door.onChange((choice) => void take(choice))
      await take(await door.read())
    },
  }
}

interface Kept {
  chosen: LanguageChoice
  words: Words | undefined
}

const nothingKept: Kept = { chosen: 'browser', words: undefined }

function keptIn(text: string | null): Kept {
  if (text === null) return nothingKept
  try {
    const stored: unknown = JSON.parse(text)
    if (!isRecord(stored)) return nothingKept
    return { chosen: languageChoiceFrom(stored.chosen), words: isRecord(stored.words) ? stored.words : undefined }
  } catch {
    return nothingKept
  }
}
