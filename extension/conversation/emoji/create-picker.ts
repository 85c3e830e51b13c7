import { Database, Picker } from 'emoji-picker-element'
import inEnglish from 'emoji-picker-element/i18n/en.js'
import inRussian from 'emoji-picker-element/i18n/ru_RU.js'
import english from 'emoji-picker-element-data/en/cldr/data.json?url'
import russian from 'emoji-picker-element-data/ru/cldr/data.json?url'
import type { Language } from '../../design/language.ts'

/** The names of the emoji are files of the extension itself: nothing is asked of any network. */
const words = {
  ru: { dataSource: russian, i18n: inRussian },
  en: { dataSource: english, i18n: inEnglish },
}

export function createPicker(language: Language): Picker {
  keepNothingPersonal()
  return new Picker({ locale: language, ...words[language] })
}

/** Which emoji and which skin somebody likes is his own business: it is noted nowhere, so no wipe has to remember it. What the picker keeps are the names of the emoji. */
function keepNothingPersonal(): void {
  Database.prototype.incrementFavoriteEmojiCount = async () => {}
  Database.prototype.getTopFavoriteEmoji = async () => []
  Database.prototype.setPreferredSkinTone = async () => {}
}
