import { i18n } from '#i18n'
import { askedSentence, type Refused } from '../inbox/asked-sentences.ts'

/** Why no code was made. What WhatsApp said to it stands on the card already, as the number's trouble. */
export function pairingSentence(refused: Refused | undefined): string | undefined {
  if (refused === undefined || refused.code === 'conflict') return undefined
  return refused.code === 'badRequest' ? i18n.t('phonePairing.notAPhone') : askedSentence(refused)
}
