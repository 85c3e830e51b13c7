import type { ConversationId, EmployeeId, MessageId } from '../../shared/ids.ts'
import type { FormRow, InboxDatabase } from '../database/database.ts'
import { createInTurn } from '../database/in-turn.ts'
import { whoWrites } from '../database/write-draft.ts'
import { writeForms } from '../database/write-form.ts'

export interface FormKeeper {
  /** What an earlier page has left. */
  restore(): Promise<FormRow[]>
  /** Whose words they are; what another has typed here and is not on the disk yet will never be. @returns whether it is another one now. */
  isWrittenBy(employee: EmployeeId | undefined): boolean
  /** Writes at once; while a write is under way only the newest of each form waits for its turn. */
  keep(row: FormRow): Promise<void>
  /** Runs `send` in place of what was being kept of this form. Once that is done nothing of it is kept any more. */
  giveWay(id: MessageId, send: (author: EmployeeId | undefined) => Promise<boolean>): Promise<boolean>
  /** What is not on the disk yet, and who wrote it. */
  unwritten(): { rows: FormRow[]; author: EmployeeId | undefined }
}

/** Those of one conversation, or those that belong to none. No timer between a key and the disk, as with drafts. */
export function createFormKeeper(database: InboxDatabase, conversationId: ConversationId | undefined): FormKeeper {
  const waiting = new Map<MessageId, FormRow>()
  const underWay = new Map<MessageId, FormRow>()
  let author: EmployeeId | undefined
  const inTurn = createInTurn()
  const writeNewest = async () => {
    for (const [id, row] of waiting) underWay.set(id, row)
    waiting.clear()
    if (underWay.size > 0) await writeForms(database, [...underWay.values()], author)
    underWay.clear()
  }
  return {
    restore: () =>
      inTurn(() =>
        database.transaction('r', database.forms, database.here, async () => {
          author = await whoWrites(database)
          return formsOf(database, conversationId)
        }),
      ),
    isWrittenBy(employee) {
      if (employee === author) return false
      author = employee
      waiting.clear()
      return true
    },
    keep(row) {
      waiting.set(row.id, row)
      return inTurn(writeNewest)
    },
    giveWay(id, send) {
      waiting.delete(id)
      return inTurn(async () => {
        const isDone = await send(author)
        if (isDone) waiting.delete(id)
        return isDone
      })
    },
    unwritten: () => ({ rows: [...new Map([...underWay, ...waiting]).values()], author }),
  }
}

/** In the order in which they were begun. There are never many. */
export const formsOf = async (
  { forms }: Pick<InboxDatabase, 'forms'>,
  conversationId: ConversationId | undefined,
): Promise<FormRow[]> => (await forms.orderBy('id').toArray()).filter((row) => row.conversationId === conversationId)
