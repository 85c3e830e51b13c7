import type { ConversationState } from './create-conversation-state.ts'
import { shownId } from './shown-message.ts'

/** How many screens of older messages are loaded on the way, at most. */
const farthest = 25
const lightsFor = 1_500

/** Brings a message into view, loading older ones until it is there, and lights it up for a moment. */
export async function goToMessage(list: HTMLElement, conversation: ConversationState, id: string): Promise<void> {
  for (let tried = 0; tried < farthest && !isShown(conversation, id); tried += 1) {
    const before = conversation.shown.value?.length
    await conversation.showOlder()
    await nextPaint()
    if (conversation.older.value !== 'more' && conversation.shown.value?.length === before) break
  }
  await nextPaint()
  const found = list.querySelector<HTMLElement>(`[data-message-id="${CSS.escape(id)}"]`)
  if (found === null) return
  found.scrollIntoView({ block: 'center' })
  found.dataset.lit = 'true'
  setTimeout(() => delete found.dataset.lit, lightsFor)
}

const isShown = (conversation: ConversationState, id: string): boolean =>
  conversation.shown.value?.some((line) => shownId(line) === id) === true

/** The store answers after a turn, and the page is drawn after that. */
const nextPaint = (): Promise<void> =>
  new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(() => resolve())))
