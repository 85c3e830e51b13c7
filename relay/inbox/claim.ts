import type { Conversation } from '../../shared/conversation.ts'
import type { Employee } from '../../shared/employee.ts'
import type { ConversationId } from '../../shared/ids.ts'
import { standingOf, takenBy } from './after-deed.ts'
import { type Deed, type DeedDeps, doDeed, takenByOther } from './do-deed.ts'
import { tellOfConversation } from './tell.ts'

/** Takes a conversation that is nobody's, without answering yet. To have it already is no mistake. @throws Refused `takenByOther` when somebody was faster */
export const createClaim =
  (deps: DeedDeps) =>
  (employee: Employee, id: ConversationId): Promise<Conversation | undefined> =>
    doDeed(deps, { employee, id, right: 'reply' }, claim)

/** @throws Refused `takenByOther` */
export async function claim({ tx, employee, row, now }: Deed): Promise<void> {
  const standing = standingOf(employee, row)
  if (standing === 'beside' || standing === 'others') throw await takenByOther(tx, row)
  if (standing === 'his' && row.state === 'inWork') return
  await tellOfConversation(tx, takenBy(row, employee.id, now), now, employee)
}
