import type { Language } from './language.ts'

export type PluralForm = 'one' | 'few' | 'many'

/** Which form of a word goes with a number: «1 чат», «3 чата», «5 чатов». English needs only `one` and `many`. */
export function pluralForm(count: number, language: Language): PluralForm {
  const rule = new Intl.PluralRules(language).select(count)
  return rule === 'one' || rule === 'few' ? rule : 'many'
}
