import { type LanguageDoor, languageDoor } from './chosen-language.ts'
import { takeWordsFrom } from './i18n.ts'

/** The background's words: read again at each start of the worker, for they do not outlive it. */
export interface SpokenWords {
  /** Whoever is going to say something waits for this. */
  areThere(): Promise<void>
  /** After another language was chosen and its words are there. For the background's first turn. */
  onChange(changed: () => void): void
}

export function createSpokenWords(door: LanguageDoor): SpokenWords {
  let there: Promise<void> | undefined
  const take = (): Promise<void> => {
    const taking = readWords(door).then((words) => {
      // Another choice may have come meanwhile.
      if (there === taking) takeWordsFrom(() => words)
    })
    there = taking
    return taking
  }
  return {
    areThere: () => there ?? take(),
    onChange: (changed) => door.onChange(() => void take().then(changed)),
  }
}

async function readWords(door: LanguageDoor) {
  try {
    return await door.words(await door.read())
  } catch (reason) {
    console.warn('the words of the chosen language cannot be read', reason)
    return undefined
  }
}

export const spokenWords = createSpokenWords(languageDoor)
