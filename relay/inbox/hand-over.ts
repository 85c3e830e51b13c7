import type { Conversation } from '../../shared/conversation.ts'
import type { Employee } from '../../shared/employee.ts'
import type { HandOverTarget } from '../../shared/hand-over-target.ts'
import type { ConversationId } from '../../shared/ids.ts'
import type { HandOver } from '../../shared/inbox-commands.ts'
import { Refused } from '../refused.ts'
import { lockGroup } from '../store/groups.ts'
import { lockRights } from '../store/lock-employee.ts'
import type { Writer } from '../store/open.ts'
import { handedOver, mayHandOver } from './after-deed.ts'
import { type Deed, type DeedDeps, doDeed, notYours, refuseOthers } from './do-deed.ts'
import { insertNote } from './notes.ts'
import { noteOfHis } from './own-note.ts'
import { tellOfConversation } from './tell.ts'

/**
 * Hands a conversation over to a colleague, a group or the queue. A note says who has done it and why: for whoever has it then. Repeating it changes nothing.
 * @throws Refused `takenByOther`, `notYours`, `notFound` when there is nobody or nothing to hand it over to, `conflict` when he may not reply
 */
export const createHandOver =
  (deps: DeedDeps) =>
  (employee: Employee, id: ConversationId, wanted: HandOver): Promise<Conversation | undefined> =>
    doDeed(
      deps,
      { employee, id, right: 'read' },
      async (deed) => {
        const { tx, row } = deed
        if (await noteOfHis(tx, employee, wanted.id, row.id)) return
        await refuseOthers(tx, employee, row)
        if (!mayHandOver(employee, row)) throw notYours()
        await passOn(deed, wanted)
      },
      (tx) => lockReceiver(tx, employee, wanted.target),
    )

/** First the change, then the note: whoever gets the conversation is to read it, and whoever loses it is told by the change. */
async function passOn({ tx, employee, row, now }: Deed, { id, target, comment }: HandOver): Promise<void> {
  const conversation = handedOver(row, { target, by: employee.id, now })
  await tellOfConversation(tx, conversation, now, employee)
  const note = { handedOver: target }
  const of = { id, text: comment, at: now, origin: 'employee', authorId: employee.id, note } as const
  if (!(await insertNote(tx, conversation, of))) throw new Refused('conflict', 'Another message has this id already.')
}

/** Nobody takes his access away, or the group, until he has the conversation. Employees in the order of their ids, so that two who give to each other do not wait for each other. */
async function lockReceiver(tx: Writer, employee: Employee, target: HandOverTarget): Promise<void> {
  if (target.to === 'group' && !(await lockGroup(tx, target.groupId)))
    throw new Refused('notFound', 'There is no such group.')
  if (target.to !== 'employee') return
  for (const id of [employee.id, target.employeeId].sort()) {
    const rights = await lockRights(tx, id)
    if (id !== target.employeeId) continue
    if (rights === undefined || rights.length === 0) throw new Refused('notFound', 'There is no such employee.')
    if (!rights.includes('reply') || !rights.includes('read'))
      throw new Refused('conflict', 'This employee may not answer clients.')
  }
}
