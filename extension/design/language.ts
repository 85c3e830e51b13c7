import { i18n } from '#i18n'

export type Language = 'ru' | 'en'

/** The language of the texts around, so that dates and plurals never disagree with them. */
export const language = (): Language => (i18n.t('language') === 'en' ? 'en' : 'ru')

/** `browser`: as the browser speaks, whatever that is. */
export const languageChoices = ['browser', 'ru', 'en'] as const satisfies ('browser' | Language)[]
export type LanguageChoice = (typeof languageChoices)[number]

export const languageChoiceFrom = (stored: unknown): LanguageChoice =>
  languageChoices.find((choice) => choice === stored) ?? 'browser'
