import { computed, type ReadonlySignal, signal } from '@preact/signals'
import type { ConversationId, Instant, NewId } from '../../shared/ids.ts'
import type { InboxService } from '../background/inbox-service.ts'
import type { InboxDatabase } from '../database/database.ts'
import { createDraftKeeper } from './draft-keeper.ts'
import { type CannotSend, putIntoOutbox, whyNotSent } from './send-reply.ts'

export interface ComposerInputs {
  database: InboxDatabase
  inbox: Pick<InboxService, 'outboxGrew'>
  conversationId: ConversationId
  now: () => Instant
  newId: NewId
}

export interface ComposerState {
  text: ReadonlySignal<string>
  files: ReadonlySignal<readonly File[]>
  whyNot: ReadonlySignal<CannotSend | undefined>
  /** The profile's disk did not take the reply; the text is back in its place. */
  notStored: ReadonlySignal<boolean>
  restored: Promise<void>
  type(text: string): Promise<void>
  /** Puts a text below what is there already, so that nothing typed is lost. */
  append(text: string): Promise<void>
  attach(files: Iterable<File>): void
  detach(file: File): void
  send(): Promise<void>
  /** Writes the draft once more: the page may be closed right after. */
  flush(): Promise<void>
}

export function createComposerState(inputs: ComposerInputs): ComposerState {
  const { database, inbox, conversationId, now, newId } = inputs
  const drafts = createDraftKeeper(database, conversationId, now)
  const text = signal('')
  const files = signal<readonly File[]>([])
  const notStored = signal(false)
  const whyNot = computed(() => whyNotSent(text.value, files.value))

  const type = (typed: string) => {
    text.value = typed
    return drafts.keep(typed)
  }
  const restored = drafts.restore().then((draft) => {
    if (text.value === '') text.value = draft
  })

  /** The box is empty at once, so a second Enter sends nothing twice; what could not be stored comes back into it. */
  const send = async () => {
    if (whyNot.value !== undefined) return
    const reply = { conversationId, text: text.value, files: files.value, typedAt: now() }
    text.value = ''
    files.value = []
    notStored.value = false
    try {
      await drafts.giveWay(() => putIntoOutbox(database, reply, newId))
    } catch (cause) {
      notStored.value = true
      files.value = [...reply.files, ...files.value]
      text.value = reply.text + text.value
      reportError(cause)
      return
    }
    await inbox.outboxGrew()
  }

  return {
    text,
    files,
    whyNot,
    notStored,
    restored,
    type,
    append: (more) => type(text.value === '' ? more : `${text.value}\n${more}`),
    attach: (more) => {
      files.value = [...files.value, ...more]
    },
    detach: (file) => {
      files.value = files.value.filter((kept) => kept !== file)
    },
    send,
    flush: async () => {
      if (text.value !== '') await drafts.keep(text.value)
    },
  }
}
