import { stemmer as english } from '@orama/stemmers/english'
import { stemmer as russian } from '@orama/stemmers/russian'

/** A word where it stands in a text. */
export interface WordInText {
  /** As it was written, in lower case, `ё` as `е`. */
  written: string
  /** What all its forms have in common: `договором` and `договоры` are `договор`. A number is itself. */
  form: string
  /** `[from, to)` in characters of the text. */
  from: number
  to: number
}

/** Longer ones are no words, but keys and addresses that were pasted. Characters. */
const longestWord = 40

/** The words of a text in their order. Everything else (signs, emoji) stands between words; what nobody sees (soft hyphens, joiners) parts none. Pure. */
export function wordsIn(text: string): WordInText[] {
  return [...text.matchAll(/[\p{L}\p{N}](?:\p{Cf}*[\p{L}\p{N}\p{M}])*/gu)].flatMap((match) => {
    const written = plain(match[0])
    // Some letters, as everybody types them, are a blank and a sign above it.
    if (written === '') return []
    return [{ written, form: formOf(written), from: match.index, to: match.index + match[0].length }]
  })
}

/**
 * The same as forms alone: two texts speak of the same when they share them. `Счёта` → `счет`, `Invoices` → `invoic`, `4567` → `4567`. Pure.
 */
export const wordForms = (text: string): string[] => wordsIn(text).map(({ form }) => form)

/** As everybody types it: lower case, composed, `ё` as `е`, without accents put above by hand. */
const plain = (word: string): string =>
  word
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll('ё', 'е')
    .replace(/[^\p{L}\p{N}]/gu, '')
    .slice(0, longestWord)

function formOf(written: string): string {
  if (/^[а-я]+$/.test(written)) return russian(written).replaceAll('ё', 'е') || written
  if (/^[a-z]+$/.test(written)) return english(written) || written
  return written
}
