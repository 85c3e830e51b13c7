import type { SendKey } from '../browser/send-key.ts'

export type PressedKey = Pick<
  KeyboardEvent,
  'key' | 'isComposing' | 'keyCode' | 'shiftKey' | 'ctrlKey' | 'metaKey' | 'altKey'
>

/** What an input method calls every key of a word that is still being composed. */
const composing = 229

/**
 * Whether this key sends. Shift+Enter is always a new line; while a word is being composed Enter only ends the word; Ctrl+Enter sends in either case. Pure.
 */
export function sends(pressed: PressedKey, chosen: SendKey): boolean {
  const { key, isComposing, keyCode, shiftKey, ctrlKey, metaKey, altKey } = pressed
  if (key !== 'Enter' || isComposing || keyCode === composing || shiftKey || altKey) return false
  return chosen === 'enter' || ctrlKey || metaKey
}
