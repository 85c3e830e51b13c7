import type { Language } from './language.ts'

export type PluralForm = 'one' | 'few' | 'many'

/** Which form of a word goes with a number: «1 чат», «3 чата», «5 чатов». English needs only `one` and `many`. By hand, as the times of the list are (`show-time.ts`). */
export function pluralForm(count: number, language: Language): PluralForm {
  if (language === 'en') return count === 1 ? 'one' : 'many'
  const [ones, hundred] = [count % 10, count % 100]
  if (ones === 1 && hundred !== 11) return 'one'
  return ones >= 2 && ones <= 4 && (hundred < 12 || hundred > 14) ? 'few' : 'many'
}
