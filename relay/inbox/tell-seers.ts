import type { Employee } from '../../shared/employee.ts'
import type { RelayFrame } from '../../shared/events.ts'
import type { ConversationId } from '../../shared/ids.ts'
import { conversationById } from '../store/conversations.ts'
import type { Store } from '../store/open.ts'
import type { Live } from './live.ts'
import { seesRow } from './who-sees.ts'

/** Sends a frame that is no event to everybody who is live and sees the conversation, one after the other in the order in which they were asked for. */
export function createTellSeers({ store, live }: { store: Pick<Store, 'read'>; live: Pick<Live, 'tellAll'> }) {
  let former: Promise<unknown> = Promise.resolve()
  const tell = async (id: ConversationId, frame: RelayFrame, concerns: (employee: Employee) => boolean) => {
    const row = await conversationById(store.read, id)
    if (row) live.tellAll(frame, (employee) => seesRow(employee, row) && concerns(employee))
  }
  return (id: ConversationId, frame: RelayFrame, concerns: (employee: Employee) => boolean = () => true) => {
    const told = former.then(() => tell(id, frame, concerns))
    former = told.catch(() => undefined)
    return told
  }
}

export type TellSeers = ReturnType<typeof createTellSeers>
