import { i18n } from '#i18n'
import { type Language, language } from '../design/language.ts'

/** What the hint in 1C's window says. The background sends it along: a script in a page of others reaches no words but the browser's own. */
export interface HintWords
  extends Record<'notOpened' | 'paste' | 'copyAndPaste' | 'link' | 'copy' | 'newTab' | 'close', string> {
  language: Language
}

export const hintWords = (): HintWords => ({
  language: language(),
  notOpened: i18n.t('companion.notOpened'),
  paste: i18n.t('companion.paste'),
  copyAndPaste: i18n.t('companion.copyAndPaste'),
  link: i18n.t('companion.link'),
  copy: i18n.t('companion.copy'),
  newTab: i18n.t('companion.newTab'),
  close: i18n.t('companion.close'),
})
