import * as v from 'valibot'
import type { Language } from '../design/language.ts'
import type { HintWords } from './hint-words.ts'

/** What the button in 1C's window shows. */
export interface CompanionFace {
  /** As on the badge. */
  text: string
  color: string
  /** What it means, in words. */
  words: string
  /** Of these words: the page around may speak another. */
  language: Language
}

/** Sent by the background over the companion's line: at its opening, and whenever it has changed. */
export type CompanionNews =
  /** `face` is null while nobody is signed in: then there is nothing to show. `height`: where the button stands, a part of the window's height. */
  | { face: CompanionFace | null; height: number }
  /** The page is not allowed any more: the companion goes away for good. */
  | { over: true }

/**
 * All that a content script may ask, a closed list. It can make nothing leave: the inbox comes to the front, and a person goes on there.
 */
export const companionAskSchema = v.variant('companion', [
  v.object({ companion: v.literal('openInbox') }),
  /** The button was dragged along the edge. */
  v.object({ companion: v.literal('moved'), height: v.pipe(v.number(), v.minValue(0), v.maxValue(1)) }),
  /** Only by the relay's own page `/open?phone=…`: shows the conversation with this phone, or where one may be begun. */
  v.object({ companion: v.literal('openPhone'), phone: v.pipe(v.string(), v.regex(/^\+[1-9]\d{6,14}$/)) }),
])
export type CompanionAsk = v.InferOutput<typeof companionAskSchema>

/** Sent by the background to the companion of one tab. */
export type TabAsk = { areYouThere: true } | { openLink: string; hint: HintWords }
