import type { Employee } from '../../shared/employee.ts'
import type { ConversationId, EmployeeId, MessageId } from '../../shared/ids.ts'
import type { WriteNote } from '../../shared/inbox-commands.ts'
import type { Message } from '../../shared/message.ts'
import { Refused } from '../refused.ts'
import { lockConversation } from '../store/conversations.ts'
import { lockRights } from '../store/lock-employee.ts'
import { messageById, showMessage } from '../store/messages.ts'
import type { Reader, Writer } from '../store/open.ts'
import { withObservers } from './after-deed.ts'
import { type DeedDeps, refuseOthers } from './do-deed.ts'
import { insertNote } from './notes.ts'
import { noteOfHis } from './own-note.ts'
import { refuseLostRight } from './refuse-lost-right.ts'

/**
 * Stores an employee's hidden note. Whoever is mentioned in it observes the conversation from then on. It is no answer: nobody becomes the owner by it. Repeating it gives the same note.
 * @throws Refused `notFound`, `takenByOther`, `conflict`
 */
export const createWriteNote =
  ({ store, clock }: DeedDeps) =>
  (employee: Employee, id: ConversationId, wanted: WriteNote): Promise<Message> =>
    store.write(async (tx) => {
      const hasUnknown = await lockPeople(tx, employee, wanted.mentions)
      const row = await lockConversation(tx, id)
      if (!row) throw new Refused('notFound', 'There is no such conversation.')
      if (await noteOfHis(tx, employee, wanted.id, row.id)) return await shownNote(tx, wanted.id)
      await refuseOthers(tx, employee, row)
      if (hasUnknown) throw new Refused('notFound', 'Somebody who is mentioned does not work here any more.')
      const note = await insertNote(tx, withObservers(row, wanted.mentions, employee.id), {
        id: wanted.id,
        origin: 'employee',
        text: wanted.text,
        at: clock.now(),
        authorId: employee.id,
        ...(await quotedIn(tx, row.id, wanted.quotedMessageId)),
        note: wanted.mentions.length === 0 ? {} : { mentions: [...new Set(wanted.mentions)] },
      })
      return note ?? (await shownNote(tx, wanted.id))
    })

async function shownNote(tx: Writer, id: MessageId): Promise<Message> {
  const note = await showMessage(tx, id)
  if (!note) throw new Error(`Note ${id} is gone while it is locked.`)
  return note
}

/**
 * Nobody is dismissed between his mention and the note: he would observe it for ever. In the order of their ids, so that two who mention each other do not wait for each other.
 * @returns whether somebody who is mentioned may not read here. @throws Refused `forbidden` to the writer himself
 */
async function lockPeople(tx: Writer, writer: Employee, mentions: readonly EmployeeId[]): Promise<boolean> {
  let hasUnknown = false
  for (const id of [...new Set([writer.id, ...mentions])].sort()) {
    if (id === writer.id) await refuseLostRight(tx, writer, 'read')
    else if (!(await lockRights(tx, id))?.includes('read')) hasUnknown = true
  }
  return hasUnknown
}

/** Only what stands in the same conversation, as in replies; a note may also take up another one. */
async function quotedIn(
  db: Reader,
  conversation: ConversationId,
  quoted: MessageId | undefined,
): Promise<{ aboutId?: MessageId }> {
  const message = quoted === undefined ? undefined : await messageById(db, quoted)
  return message?.conversation_id === conversation ? { aboutId: message.id } : {}
}
