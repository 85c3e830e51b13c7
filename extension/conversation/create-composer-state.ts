import { computed, type ReadonlySignal, signal } from '@preact/signals'
import type { ConversationId, EmployeeId, Instant, MessageId, NewId } from '../../shared/ids.ts'
import type { InboxService } from '../background/inbox-service.ts'
import type { InboxDatabase, ReplyPart } from '../database/database.ts'
import type { OpenForms } from '../forms/create-open-forms.ts'
import type { ComposerState } from './composer-state.ts'
import { createAttachments } from './create-attachments.ts'
import { createDraft, type Draft } from './create-draft.ts'
import { createEditing } from './create-editing.ts'
import { putIntoOutbox, putPartIntoOutbox, whyNotSent } from './send-reply.ts'
import { takeBackFromOutbox } from './take-back.ts'
import { takeFrom } from './take-from-draft.ts'
import { createTellWriting } from './tell-writing.ts'

export type { ComposerState } from './composer-state.ts'

export interface ComposerInputs {
  database: InboxDatabase
  inbox: Pick<InboxService, 'outboxGrew' | 'editMessage' | 'writing' | 'keepDraft' | 'forgetUpload'>
  conversationId: ConversationId
  now: () => Instant
  newId: NewId
  /** An edit is one of them, and so is what `sendPart` sends. */
  forms: OpenForms
  /** Whether the person is in this window. */
  hasFocus: ReadonlySignal<boolean>
  /** The largest file that the relay takes, in bytes; undefined while nobody has said. */
  largestFile: () => number | undefined
  /** Whom of the chosen ones a note really mentions: a name may have been deleted again. */
  mentionedIn: (text: string, chosen: readonly EmployeeId[]) => EmployeeId[]
}

/** Whoever presses twice does it within this time. */
const doublePressMs = 1_000

export function createComposerState(inputs: ComposerInputs): ComposerState {
  const { database, inbox, now, newId, forms } = inputs
  const draft = createDraft(inputs)
  const editing = createEditing(inbox, forms)
  const attachments = createAttachments(inputs, draft)
  const notStored = signal(false)
  const text = computed(() => (editing.edited.value === undefined ? boxOf(draft) : editing.text).value)
  const whyNot = computed(() => {
    const noFiles = editing.edited.value !== undefined || draft.noteMode.value
    return whyNotSent(text.value, noFiles ? [] : draft.files.value)
  })
  const tellWriting = createTellWriting(inputs)
  let noteLeftAt = Number.NEGATIVE_INFINITY

  const type = async (typed: string, caret = typed.length) => {
    // What is edited is no draft.
    if (editing.edited.value !== undefined) return editing.write(typed)
    draft.moveCaret(caret)
    boxOf(draft).value = typed
    // Whoever has typed since means what he sends now.
    noteLeftAt = Number.NEGATIVE_INFINITY
    if (!draft.noteMode.value) tellWriting(typed)
    await draft.keep()
  }
  const attempt = async (act: () => Promise<unknown>): Promise<boolean> => {
    notStored.value = false
    try {
      await act()
      return true
    } catch (cause) {
      notStored.value = true
      reportError(cause)
      return false
    }
  }
  /** The box is empty at once, so a second Enter sends nothing twice; what could not be stored comes back into it. */
  const send = async () => {
    if (whyNot.value !== undefined) return
    if (editing.edited.value !== undefined) return editing.save()
    // The second Enter of two that were meant for a note: what stands in the box now is for the client.
    if (now() - noteLeftAt < doublePressMs) return
    const [typed, giveBack] = takeFrom(draft, inputs)
    if (typed.note !== undefined) noteLeftAt = now()
    const left = draft.row()
    if (await attempt(() => draft.giveWay((author) => putIntoOutbox(database, typed, left, author, newId))))
      await inbox.outboxGrew()
    else giveBack()
  }
  const sendPart = async (part: ReplyPart & { text?: string }, form: MessageId) => {
    const to = { ...inputs, quotedMessageId: draft.quoted.value?.id, typedAt: now() }
    let isStored = false
    const put = async (author: EmployeeId | undefined) => {
      isStored = await putPartIntoOutbox(database, part, to, { author, form, newId })
      return isStored
    }
    if (!(await attempt(() => forms.endWith(form, put))) || !isStored) return false
    draft.quoted.value = undefined
    await draft.keep()
    await inbox.outboxGrew()
    return true
  }
  return {
    ...{ text, whyNot, notStored, sendPart, send, type },
    ...{
      files: draft.files,
      quoted: draft.quoted,
      noteMode: draft.noteMode,
      restored: Promise.all([draft.restored, forms.restored]).then(() => undefined),
    },
    ...{ caret: draft.caret, stop: draft.stop },
    ...attachments,
    edited: editing.edited,
    editRefused: editing.refused,
    edit: editing.begin,
    stopEditing: editing.stop,
    quote: (message) => {
      draft.quoted.value = message
      void draft.keep()
    },
    switchNoteMode: (on) => {
      editing.stop()
      draft.moveCaret((on ? draft.note : draft.reply).value.length)
      draft.noteMode.value = on
      void draft.keep()
    },
    mention: (employeeId) => {
      draft.mentions.value = [...new Set([...draft.mentions.value, employeeId])]
    },
    append: (more) => {
      editing.stop()
      return type(text.value === '' ? more : `${text.value}\n${more}`)
    },
    takeBack: (row) => takeBackFromOutbox(database, draft, row, true),
    cancel: async (row) => {
      const taken = await takeBackFromOutbox(database, draft, row, false)
      if (taken === 'back' && row.file !== undefined) await inbox.forgetUpload(row.id, row.file.id)
      return taken
    },
    flush: async (caret = draft.caret()) => {
      if (editing.edited.value !== undefined || (text.value === '' && draft.files.value.length === 0)) return
      draft.moveCaret(caret)
      await draft.keep()
    },
    leave: () => {
      const unwritten = draft.unwritten()
      if (unwritten !== undefined) void inbox.keepDraft(unwritten.draft, unwritten.author)
    },
  }
}

/** Whose words stand in the box while no message is edited. */
const boxOf = ({ reply, note, noteMode }: Draft) => (noteMode.value ? note : reply)
