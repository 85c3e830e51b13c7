import { i18n } from '#i18n'
import { askedSentence } from '../inbox/asked-sentences.ts'
import type { NotDone } from './create-whole-deeds.ts'

/** Why nothing came of it, and what to do. */
export const notDoneSentence = ({ code, takenBy }: NotDone): string =>
  code === 'takenByOther' && takenBy !== undefined ? i18n.t('taken.title', [takenBy]) : askedSentence({ code })
