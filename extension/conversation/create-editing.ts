import { type ReadonlySignal, type Signal, signal } from '@preact/signals'
import type { Message } from '../../shared/message.ts'
import type { AskedCode, InboxService } from '../background/inbox-service.ts'

export interface Editing {
  /** The message whose text stands in the box. */
  edited: ReadonlySignal<Message | undefined>
  refused: ReadonlySignal<AskedCode | undefined>
  begin(message: Message): void
  stop(): void
  save(): Promise<void>
}

/** Lends the composer's box to a message of ours: the draft waits aside and comes back untouched. */
export function createEditing(inbox: Pick<InboxService, 'editMessage'>, text: Signal<string>): Editing {
  const edited = signal<Message | undefined>(undefined)
  const refused = signal<AskedCode | undefined>(undefined)
  let draft = ''
  const stop = () => {
    if (edited.value === undefined) return
    edited.value = undefined
    refused.value = undefined
    text.value = draft
  }
  return {
    edited,
    refused,
    stop,
    begin(message) {
      if (edited.value === undefined) draft = text.value
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
