import { Dexie } from 'dexie'
import type { ConversationId } from '../../../shared/ids.ts'
import type { Message } from '../../../shared/message.ts'
import type { InboxDatabase } from '../../database/database.ts'
import type { OpenForm, OpenForms } from '../../forms/create-open-forms.ts'
import { whatItSaid } from '../../inbox/preview.ts'
import { mayBecomeTask } from './may-become-task.ts'

/** «Создать задачу» of one message: its words, to begin with. */
export const beginTask = (forms: Pick<OpenForms, 'begin'>, message: Message, text = wordsOf(message)): void =>
  forms.begin('task', { message: message.id, text }, (other) => other.message === message.id)

/** Of the conversation as a whole: what the client has said last; where he has said nothing, the last message, with no words of ours put into the task. */
export async function beginWholeTask(
  { database, forms }: { database: Pick<InboxDatabase, 'messages'>; forms: Pick<OpenForms, 'begin'> },
  conversationId: ConversationId,
): Promise<void> {
  const newestFirst = () =>
    database.messages
      .where('[conversationId+at]')
      .between([conversationId, Dexie.minKey], [conversationId, Dexie.maxKey])
      .reverse()
      .filter(mayBecomeTask)
  const said = await newestFirst()
    .filter(({ origin }) => origin === 'client')
    .first()
  if (said !== undefined) return beginTask(forms, said)
  const ours = await newestFirst().first()
  if (ours !== undefined) beginTask(forms, ours, '')
}

/** The task that is being made of this message. */
export const taskOf = (open: readonly OpenForm[], id: Message['id']): OpenForm | undefined =>
  open.find(({ form, fields }) => form === 'task' && fields.message === id)

const wordsOf = (message: Message): string =>
  message.text ||
  whatItSaid({ kind: message.kind, text: '', fileName: message.file?.name ?? message.document?.title }).text
