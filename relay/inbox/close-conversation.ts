import type { Conversation } from '../../shared/conversation.ts'
import type { Employee } from '../../shared/employee.ts'
import type { ConversationId } from '../../shared/ids.ts'
import { closed, leads, takenBy } from './after-deed.ts'
import { claim } from './claim.ts'
import { type DeedDeps, doDeed, notYours, refuseOthers } from './do-deed.ts'
import { tellOfConversation } from './tell.ts'

/** Its owner or a supervisor closes a conversation; to have it closed already is no mistake. @throws Refused `takenByOther`, `notYours` */
export const createClose =
  (deps: DeedDeps) =>
  (employee: Employee, id: ConversationId): Promise<Conversation | undefined> =>
    doDeed(deps, { employee, id, right: 'read' }, async ({ tx, row, now }) => {
      await refuseOthers(tx, employee, row)
      if (!leads(employee, row)) throw notYours()
      if (row.state !== 'closed') await tellOfConversation(tx, closed(row, now), now, employee)
    })

/** Whoever sees a closed conversation may open it again, and is its owner then. One that is open is claimed. @throws Refused `takenByOther` */
export const createReopen =
  (deps: DeedDeps) =>
  (employee: Employee, id: ConversationId): Promise<Conversation | undefined> =>
    doDeed(deps, { employee, id, right: 'reply' }, async (deed) => {
      const { tx, row, now } = deed
      if (row.state !== 'closed') return await claim(deed)
      await refuseOthers(tx, employee, row)
      await tellOfConversation(tx, takenBy(row, employee.id, now), now, employee)
    })
