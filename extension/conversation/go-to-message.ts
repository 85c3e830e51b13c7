import { effect } from '@preact/signals'
import type { MessageId } from '../../shared/ids.ts'
import type { ConversationState } from './create-conversation-state.ts'
import type { Arrival } from './create-message-window.ts'
import { shownId } from './shown-message.ts'

const lightsFor = 1_500

/** Brings a message into view, from the relay when it is far up, and lights it up for a moment. */
export async function goToMessage(
  list: HTMLElement,
  conversation: ConversationState,
  id: MessageId,
  leaveBottom: () => void,
): Promise<Arrival> {
  const arrival = isShown(conversation, id) ? 'there' : await conversation.showAround(id, leaveBottom)
  if (arrival !== 'there') return arrival
  await becomesShown(conversation, id)
  await nextPaint()
  const found = list.querySelector<HTMLElement>(`[data-message-id="${CSS.escape(id)}"]`)
  if (found === null) return 'nowhere'
  leaveBottom()
  found.scrollIntoView({ block: 'center' })
  // The browser tells of it a frame later; whatever changes the list until then would be held where it stood before.
  list.dispatchEvent(new Event('scroll'))
  found.dataset.lit = 'true'
  setTimeout(() => delete found.dataset.lit, lightsFor)
  return 'there'
}

const isShown = (conversation: ConversationState, id: string): boolean =>
  conversation.shown.value?.some((line) => shownId(line) === id) === true

function becomesShown(conversation: ConversationState, id: MessageId): Promise<void> {
  return new Promise((resolve) => {
    const stop = effect(() => {
      if (!isShown(conversation, id)) return
      resolve()
      queueMicrotask(() => stop())
    })
  })
}

const nextPaint = (): Promise<void> =>
  new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(() => resolve())))
