import type { BadgeFace } from '../browser/badge.ts'
import type { CompanionFace } from '../companion/companion-messages.ts'
import { language } from '../design/language.ts'
import { badgeTitle } from './words.ts'

/** The same number and words as on the badge. Null, and so no button, for who may not read anything here. */
export function companionFace(face: BadgeFace): CompanionFace | null {
  if (face.words === 'notSetUp' || face.words === 'signedOut' || face.words === 'noRight') return null
  return { text: face.text, color: face.color, words: badgeTitle(face), language: language() }
}
