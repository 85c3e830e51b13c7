import type { ConversationId, EmployeeId } from '../../shared/ids.ts'
import type { DraftFileRow, DraftRow, InboxDatabase } from '../database/database.ts'
import { createInTurn } from '../database/in-turn.ts'
import { mayStillWrite, whoWrites, writeDraft } from '../database/write-draft.ts'

export interface DraftKeeper {
  /** What an earlier page has left. */
  restore(): Promise<{ draft: DraftRow | undefined; files: DraftFileRow[] }>
  /** Writes at once; while a write is under way only the newest draft waits for its turn. */
  keep(draft: DraftRow): Promise<void>
  keepFiles(added: DraftFileRow[], draft: DraftRow): Promise<void>
  dropFile(id: DraftFileRow['id'], draft: DraftRow): Promise<void>
  /** Runs `send` in place of the draft that was being kept: what is typed meanwhile is written after it, as a draft of its own. */
  giveWay(send: (author: EmployeeId | undefined) => Promise<void>): Promise<void>
  /** What is not on the disk yet, and who wrote it. */
  unwritten(): { draft: DraftRow; author: EmployeeId | undefined } | undefined
}

/** No timer between a key and the disk: a popup may be closed at any moment, and then nothing of the page runs any more. */
export function createDraftKeeper(database: InboxDatabase, conversationId: ConversationId): DraftKeeper {
  let waiting: DraftRow | undefined
  let underWay: DraftRow | undefined
  let author: EmployeeId | undefined
  const inTurn = createInTurn()

  const { drafts, draftFiles, here, conversations } = database
  const read = () =>
    database.transaction('r', drafts, draftFiles, here, async () => {
      author = await whoWrites(database)
      const files = await draftFiles.where({ conversationId }).sortBy('position')
      return { draft: await drafts.get(conversationId), files }
    })
  const writeNewest = async () => {
    underWay = waiting
    waiting = undefined
    if (underWay !== undefined) await writeDraft(database, underWay, author)
    underWay = undefined
  }
  /** Files change together with the draft that names them. */
  const withFiles = (draft: DraftRow, change: () => Promise<unknown>) =>
    inTurn(() =>
      database.transaction('rw', drafts, draftFiles, here, conversations, async () => {
        if (!(await mayStillWrite(database, conversationId, author))) return
        await change()
        await writeDraft(database, draft, author)
      }),
    )

  return {
    restore: () => inTurn(read),
    keep(draft) {
      waiting = draft
      return inTurn(writeNewest)
    },
    keepFiles: (added, draft) => withFiles(draft, () => draftFiles.bulkPut(added)),
    dropFile: (id, draft) => withFiles(draft, () => draftFiles.delete(id)),
    giveWay(send) {
      waiting = undefined
      return inTurn(() => send(author))
    },
    unwritten: () => {
      const draft = waiting ?? underWay
      return draft && { draft, author }
    },
  }
}
