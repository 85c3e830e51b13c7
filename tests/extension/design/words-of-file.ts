import type { Words } from '../../../extension/browser/i18n.ts'
import type { Language } from '../../../extension/design/language.ts'
import { messagesOf } from './speak.ts'

/** What `/_locales/…/messages.json` of the built extension holds. */
export const wordsOf = (language: Language): Words => Object.fromEntries(messagesOf(language))

export const fileOf = (language: Language): string =>
  JSON.stringify(Object.fromEntries([...messagesOf(language)].map(([name, message]) => [name, { message }])))
