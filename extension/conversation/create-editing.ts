import { computed, type ReadonlySignal, signal } from '@preact/signals'
import * as v from 'valibot'
import { type MessageId, messageIdSchema } from '../../shared/ids.ts'
import type { Message } from '../../shared/message.ts'
import type { AskedCode, InboxService } from '../background/inbox-service.ts'
import type { OpenForms } from '../forms/create-open-forms.ts'

export interface Editing {
  /** The message whose text stands in the box. */
  edited: ReadonlySignal<MessageId | undefined>
  /** How it is to read. */
  text: ReadonlySignal<string>
  refused: ReadonlySignal<AskedCode | undefined>
  begin(message: Message): void
  write(text: string): Promise<void>
  stop(): void
  save(): Promise<void>
}

/** A message of ours that is being changed. Its words are no draft: the draft waits aside, untouched. They are kept beside it, as what stands in a form. */
export function createEditing(inbox: Pick<InboxService, 'editMessage'>, forms: OpenForms): Editing {
  const form = computed(() => forms.find('edit'))
  const text = computed(() => form.value?.fields.text ?? '')
  const refused = signal<AskedCode | undefined>(undefined)
  const stop = () => {
    const open = form.value
    refused.value = undefined
    if (open !== undefined) void forms.end(open.id)
  }
  return {
    edited: computed(() =>
      form.value === undefined ? undefined : v.parse(messageIdSchema, form.value.fields.message),
    ),
    text,
    refused,
    stop,
    begin(message) {
      stop()
      forms.begin('edit', { message: message.id, was: message.text, text: message.text })
    },
    async write(typed) {
      if (form.value !== undefined) await forms.write(form.value.id, { text: typed })
    },
    async save() {
      const open = form.value
      if (open === undefined) return
      const wanted = text.value.trim()
      if (wanted === open.fields.was) return stop()
      refused.value = undefined
      const answer = await inbox.editMessage(v.parse(messageIdSchema, open.fields.message), wanted)
      // Somebody may have gone on to another message while the relay thought about this one.
      if (form.value?.id !== open.id) return
      if (answer.ok) stop()
      else refused.value = answer.code
    },
  }
}
