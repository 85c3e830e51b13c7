import type { TaskCommand } from '../../shared/commands.ts'
import type { Employee } from '../../shared/employee.ts'
import type { MessageId } from '../../shared/ids.ts'
import type { Message } from '../../shared/message.ts'
import type { Clock } from '../clock.ts'
import { Refused } from '../refused.ts'
import { lockConversation } from '../store/conversations.ts'
import { messageById, showMessage } from '../store/messages.ts'
import { askOnec } from '../store/onec-questions.ts'
import type { Store, Writer } from '../store/open.ts'
import { insertTaskRequest, taskRequestById } from '../store/task-requests.ts'
import { insertNote } from './notes.ts'
import { refuseLostRight } from './refuse-lost-right.ts'
import { refuseWithoutBase } from './refuse-without-base.ts'
import { refuseUnseen } from './who-sees.ts'

/** An employee wants a task made in 1C of a message. */
export interface WantedTask extends TaskCommand {
  messageId: MessageId
}

/**
 * Asks the base of the number to make a task. Until it answers a note stands in the conversation and says so, for everybody who works in it. Repeating it gives the
 * same note and no second task.
 * @throws Refused `notFound`, `noBase`, `conflict`
 */
export const createAskTask =
  (store: Store, clock: Clock) =>
  (employee: Employee, wanted: WantedTask): Promise<Message> =>
    store.write(async (tx) => {
      await refuseLostRight(tx, employee, 'reply')
      const message = await messageById(tx, wanted.messageId)
      const conversation = message && (await lockConversation(tx, message.conversation_id))
      if (message?.kind === 'note') throw new Refused('notFound', 'There is no such message.')
      refuseUnseen(employee, conversation, 'message')
      if (await taskRequestById(tx, wanted.id)) return await sameAgain(tx, employee, wanted)
      const base = await refuseWithoutBase(tx, conversation.channel_id)
      const { id, text, messageId } = wanted
      const at = clock.now()
      const details = { baseId: base, task: { state: 'asked' as const } }
      const of = { id, text, at, origin: 'employee', authorId: employee.id, aboutId: messageId, note: details } as const
      const note = await insertNote(tx, conversation, of)
      if (!note) throw new Refused('conflict', 'Another message has this id already.')
      await insertTaskRequest(tx, {
        id,
        base_id: base,
        conversation_id: conversation.id,
        message_id: messageId,
        employee_id: employee.id,
        text,
        at,
        answered_at: null,
      })
      const asked = { requestId: id, conversationId: conversation.id, messageId, text, userId: employee.id }
      await askOnec(tx, { type: 'taskRequest', ...asked }, { at, base })
      return note
    })

export type AskTask = ReturnType<typeof createAskTask>

async function sameAgain(tx: Writer, employee: Employee, { id, messageId }: WantedTask): Promise<Message> {
  const [asked, note] = [await taskRequestById(tx, id), await showMessage(tx, id)]
  if (!note || asked?.employee_id !== employee.id || asked.message_id !== messageId)
    throw new Refused('conflict', 'Another message has this id already.')
  return note
}
