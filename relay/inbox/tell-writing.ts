import type { Employee } from '../../shared/employee.ts'
import type { ConversationId } from '../../shared/ids.ts'
import { conversationById } from '../store/conversations.ts'
import type { Store } from '../store/open.ts'
import type { TellSeers } from './tell-seers.ts'
import { seesRow } from './who-sees.ts'

/** Tells everybody who sees a conversation, but himself, that an employee is writing in it. Never through the journal: it is over in a moment. */
export const createTellWriting =
  ({ store, tellSeers }: { store: Pick<Store, 'read'>; tellSeers: TellSeers }) =>
  async (writer: Employee, id: ConversationId): Promise<void> => {
    const row = await conversationById(store.read, id)
    if (!row || !seesRow(writer, row)) return
    const frame = { type: 'typing', conversationId: row.id, employeeId: writer.id } as const
    await tellSeers(row.id, frame, (employee) => employee.id !== writer.id)
  }

export type TellWriting = ReturnType<typeof createTellWriting>
