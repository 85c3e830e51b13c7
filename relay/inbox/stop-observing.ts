import type { Conversation } from '../../shared/conversation.ts'
import type { Employee } from '../../shared/employee.ts'
import type { ConversationId } from '../../shared/ids.ts'
import { shownConversation } from '../store/conversations.ts'
import { withoutObservers } from './after-deed.ts'
import { type DeedDeps, doDeed } from './do-deed.ts'
import { tellOfConversations } from './tell.ts'

/** An observer leaves. Whoever observes nothing has left already. 1C knows nothing of observers. */
export const createStopObserving =
  (deps: DeedDeps) =>
  (employee: Employee, id: ConversationId): Promise<Conversation | undefined> =>
    doDeed(deps, { employee, id, right: 'read' }, async ({ tx, row, now }) => {
      const shown = await shownConversation(tx, row.id)
      const left = shown && withoutObservers(shown, [employee.id])
      if (left && left !== shown) await tellOfConversations(tx, [left], now, 'employees')
    })
