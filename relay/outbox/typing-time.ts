/** A short text is read at a glance and must not wait: up to here «печатает…» stands for `least` milliseconds. */
const short = 20
const least = 250
const perCharacter = 6
const most = 1_200

/** How long «печатает…» is shown before a text leaves, in milliseconds. Nobody types in no time, and nobody likes to wait. */
export function typingTimeMs(text: string): number {
  return Math.min(most, least + Math.max(0, text.length - short) * perCharacter)
}
