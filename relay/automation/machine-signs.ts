import type { Instant } from '../../shared/ids.ts'
import type { Said } from '../store/automatic-texts.ts'

/** No person reads and types as fast. Milliseconds. */
const fastestPerson = 2_000

/** WhatsApp tells the moment of a message in whole seconds, cut off. Milliseconds. */
const cutOff = 1_000

/**
 * Whether a machine answers there: two that greet one another never stop. It has answered a text of ours that left by itself faster than anybody types, or says word for word
 * what it has said to an earlier one. WhatsApp gives no sign of its own. Pure. @param said newest first.
 */
export function isMachine(said: readonly Said[]): boolean {
  const answers = answersToAutomatic([...said].reverse())
  if (answers.some(({ at, sentAt }) => at - sentAt < fastestPerson)) return true
  const texts = answers.map(({ text }) => text).filter((text) => text !== '')
  return new Set(texts).size < texts.length
}

/** What the client has said first after each text that left by itself. @param said oldest first. */
function answersToAutomatic(said: readonly Said[]): { at: Instant; sentAt: Instant; text: string }[] {
  const answers = []
  let sentAt: Instant | undefined
  for (const each of said) {
    if (each.origin === 'automatic')
      sentAt = each.sentAt ?? undefined // null: it has not left, so nobody has read it
    else if (each.origin !== 'client') sentAt = undefined
    else if (sentAt !== undefined && each.at >= sentAt - cutOff) {
      answers.push({ at: each.at, sentAt, text: each.text.trim() })
      sentAt = undefined
    }
  }
  return answers
}
