import type { ConversationId, EmployeeId, Instant } from '../../shared/ids.ts'
import type { Draft } from './create-draft.ts'
import type { TypedReply } from './send-reply.ts'

export interface TakeInputs {
  conversationId: ConversationId
  now: () => Instant
  /** Whom of the chosen ones a note really mentions: a name may have been deleted again. */
  mentionedIn: (text: string, chosen: readonly EmployeeId[]) => EmployeeId[]
}

/** Takes what is to leave out of the draft. @returns it, and how it comes back when it could not be stored. */
export function takeFrom(draft: Draft, { conversationId, now, mentionedIn }: TakeInputs): [TypedReply, () => void] {
  const isNote = draft.noteMode.value
  const box = isNote ? draft.note : draft.reply
  const [text, files, quoted] = [box.value, isNote ? [] : draft.files.value, draft.quoted.value]
  const typed: TypedReply = {
    ...{ conversationId, text, files, quotedMessageId: quoted?.id, typedAt: now() },
    note: isNote ? { mentions: mentionedIn(text, draft.mentions.value) } : undefined,
  }
  const chosen = draft.mentions.value
  box.value = ''
  draft.quoted.value = undefined
  if (isNote) {
    // One note is meant at a time: who goes on typing writes to the client again, and sees that he does.
    draft.noteMode.value = false
    draft.mentions.value = []
  } else draft.files.value = []
  const giveBack = () => {
    box.value = text + box.value
    draft.noteMode.value = isNote
    draft.mentions.value = isNote ? chosen : draft.mentions.value
    draft.quoted.value ??= quoted
    if (!isNote) draft.files.value = [...files, ...draft.files.value]
  }
  return [typed, giveBack]
}
