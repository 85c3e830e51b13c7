import { i18n } from '#i18n'

export type Language = 'ru' | 'en'

/** The language of the texts that the browser chose, so that dates and plurals never disagree with the words around them. */
export const language = (): Language => (i18n.t('language') === 'en' ? 'en' : 'ru')
