import { spokenWords } from '../browser/spoken-words.ts'
import { warned } from './warned.ts'

/** Shows something once there are words for it. Also what hides goes this way: it must not come before what it hides. */
export async function inWords(say: () => Promise<void>): Promise<void> {
  await spokenWords.areThere()
  await warned(say())
}
