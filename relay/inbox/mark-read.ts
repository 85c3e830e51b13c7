import type { Employee } from '../../shared/employee.ts'
import type { ChannelId, ConversationId } from '../../shared/ids.ts'
import type { Clock } from '../clock.ts'
import { queueReadReceipts } from '../outbox/queue-read-receipts.ts'
import { type ConversationRow, lockConversation } from '../store/conversations.ts'
import type { Store } from '../store/open.ts'
import { tellOfConversation } from './tell.ts'
import { refuseUnseen } from './who-sees.ts'

/**
 * Notes that an employee has opened the conversation: nothing in it is unread any more. Observers and supervisors who read along beside its owner change nothing: he has yet to be
 * told of it, and it is he whom the client's ticks speak of.
 * @param showsTicks whether the clients of a number see blue ticks. @throws Refused `notFound`
 */
export function createMarkRead(store: Store, clock: Clock, showsTicks: (channelId: ChannelId) => boolean) {
  return (employee: Employee, id: ConversationId): Promise<void> =>
    store.write(async (tx) => {
      const row = await lockConversation(tx, id)
      refuseUnseen(employee, row)
      if (row.unread === 0 || isBeside(employee, row)) return
      if (showsTicks(row.channel_id)) await queueReadReceipts(tx, row, clock.now())
      await tellOfConversation(tx, { ...row, unread: 0 }, clock.now(), employee)
    })
}

const isBeside = ({ id }: Employee, { state, owner_id, escalation }: ConversationRow): boolean =>
  state === 'inWork' && owner_id !== null && owner_id !== id && escalation === null

export type MarkRead = ReturnType<typeof createMarkRead>
