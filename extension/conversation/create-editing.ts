import { type ReadonlySignal, type Signal, signal } from '@preact/signals'
import type { Message } from '../../shared/message.ts'
import type { AskedCode, InboxService } from '../background/inbox-service.ts'

export interface Editing {
  /** The message whose text stands in the box. */
  edited: ReadonlySignal<Message | undefined>
  /** How it is to read. */
  text: Signal<string>
  refused: ReadonlySignal<AskedCode | undefined>
  begin(message: Message): void
  stop(): void
  save(): Promise<void>
}

/** A message of ours that is being changed. Its words are no draft: the draft waits aside, untouched. */
export function createEditing(inbox: Pick<InboxService, 'editMessage'>): Editing {
  const edited = signal<Message | undefined>(undefined)
  const text = signal('')
  const refused = signal<AskedCode | undefined>(undefined)
  const stop = () => {
    edited.value = undefined
    refused.value = undefined
  }
  return {
    edited,
    text,
    refused,
    stop,
    begin(message) {
      edited.value = message
      refused.value = undefined
      text.value = message.text
    },
    async save() {
      const message = edited.value
      if (message === undefined) return
      const wanted = text.value.trim()
      if (wanted === message.text) return stop()
      refused.value = undefined
      const answer = await inbox.editMessage(message.id, wanted)
      // Somebody may have gone on to another message while the relay thought about this one.
      if (edited.value !== message) return
      if (answer.ok) stop()
      else refused.value = answer.code
    },
  }
}
