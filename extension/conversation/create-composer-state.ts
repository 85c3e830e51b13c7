import { computed, type ReadonlySignal, signal } from '@preact/signals'
import type { ConversationId, Instant, NewId } from '../../shared/ids.ts'
import type { Message } from '../../shared/message.ts'
import type { AskedCode, InboxService } from '../background/inbox-service.ts'
import type { InboxDatabase, ReplyPart } from '../database/database.ts'
import { createAttachments } from './create-attachments.ts'
import { createEditing } from './create-editing.ts'
import { createDraftKeeper } from './draft-keeper.ts'
import { type CannotSend, putIntoOutbox, putPartIntoOutbox, type SentAs, whyNotSent } from './send-reply.ts'

export interface ComposerInputs {
  database: InboxDatabase
  inbox: Pick<InboxService, 'outboxGrew' | 'editMessage'>
  conversationId: ConversationId
  now: () => Instant
  newId: NewId
}

export interface ComposerState {
  text: ReadonlySignal<string>
  files: ReadonlySignal<readonly File[]>
  /** As what files are to leave that could leave as something else too. */
  sentAs: ReadonlySignal<ReadonlyMap<File, SentAs>>
  whyNot: ReadonlySignal<CannotSend | undefined>
  /** The profile's disk did not take the reply; the text is back in its place. */
  notStored: ReadonlySignal<boolean>
  /** What the next reply answers. */
  quoted: ReadonlySignal<Message | undefined>
  /** The message of ours whose text stands in the box now; the draft waits aside. */
  edited: ReadonlySignal<Message | undefined>
  /** Why the relay did not take the new text. */
  editRefused: ReadonlySignal<AskedCode | undefined>
  restored: Promise<void>
  type(text: string): Promise<void>
  /** Puts a text below what is there already, so that nothing typed is lost. */
  append(text: string): Promise<void>
  attach(files: Iterable<File>, as?: SentAs): void
  /** `undefined`: as what it is by itself. */
  sendAs(file: File, as: SentAs | undefined): void
  detach(file: File): void
  quote(message: Message | undefined): void
  edit(message: Message): void
  /** Back to the draft. */
  stopEditing(): void
  /** A reply; while a message is edited, its new text. */
  send(): Promise<void>
  /** Sends a place, cards, a poll or a document at once; what stands in the box stays there. @returns whether it was stored. */
  sendPart(part: ReplyPart & { text?: string }): Promise<boolean>
  /** Writes the draft once more: the page may be closed right after. */
  flush(): Promise<void>
}

export function createComposerState(inputs: ComposerInputs): ComposerState {
  const { database, inbox, conversationId, now, newId } = inputs
  const drafts = createDraftKeeper(database, conversationId, now)
  const text = signal('')
  const attachments = createAttachments()
  const { files, sentAs } = attachments
  const notStored = signal(false)

  const quoted = signal<Message | undefined>(undefined)
  const editing = createEditing(inbox, text)
  const whyNot = computed(() => whyNotSent(text.value, editing.edited.value === undefined ? files.value : []))

  const type = async (typed: string) => {
    text.value = typed
    // What is edited is no draft: closing the page in the middle leaves the message as it was.
    if (editing.edited.value === undefined) await drafts.keep(typed)
  }
  const restored = drafts.restore().then((draft) => {
    if (text.value === '' && editing.edited.value === undefined) text.value = draft
  })

  /** The box is empty at once, so a second Enter sends nothing twice; what could not be stored comes back into it. */
  const send = async () => {
    if (whyNot.value !== undefined) return
    if (editing.edited.value !== undefined) return editing.save()
    const reply = {
      conversationId,
      text: text.value,
      files: files.value,
      as: sentAs.value,
      quotedMessageId: quoted.value?.id,
      typedAt: now(),
    }
    const answered = quoted.value
    text.value = ''
    files.value = []
    quoted.value = undefined
    notStored.value = false
    try {
      await drafts.giveWay(() => putIntoOutbox(database, reply, newId))
    } catch (cause) {
      notStored.value = true
      files.value = [...reply.files, ...files.value]
      text.value = reply.text + text.value
      quoted.value ??= answered
      reportError(cause)
      return
    }
    attachments.left(reply.files)
    await inbox.outboxGrew()
  }

  const sendPart = async (part: ReplyPart & { text?: string }) => {
    notStored.value = false
    try {
      await putPartIntoOutbox(
        database,
        part,
        { conversationId, quotedMessageId: quoted.value?.id, typedAt: now() },
        newId,
      )
    } catch (cause) {
      notStored.value = true
      reportError(cause)
      return false
    }
    quoted.value = undefined
    await inbox.outboxGrew()
    return true
  }

  return {
    text,
    files,
    whyNot,
    notStored,
    quoted,
    edited: editing.edited,
    editRefused: editing.refused,
    restored,
    type,
    quote: (message) => {
      quoted.value = message
    },
    edit: editing.begin,
    stopEditing: editing.stop,
    append: (more) => {
      editing.stop()
      return type(text.value === '' ? more : `${text.value}\n${more}`)
    },
    sentAs,
    attach: attachments.attach,
    sendAs: attachments.sendAs,
    detach: attachments.detach,
    send,
    sendPart,
    flush: async () => {
      if (text.value !== '' && editing.edited.value === undefined) await drafts.keep(text.value)
    },
  }
}
