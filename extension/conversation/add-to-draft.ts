import { type ConversationId, fileIdSchema, type Instant, type NewId } from '../../shared/ids.ts'
import type { InboxDatabase } from '../database/database.ts'
import { mayStillWrite, putDraft, whoWrites } from '../database/write-draft.ts'
import type { SentAs } from './send-reply.ts'

export interface ChosenFiles {
  database: InboxDatabase
  conversationId: ConversationId
  files: readonly File[]
  as?: SentAs | undefined
  now: () => Instant
  newId: NewId
}

/** Puts files beside a draft that no page has open now. @returns false when the conversation is not here any more. */
export async function addToDraft({ database, conversationId, files, as, now, newId }: ChosenFiles): Promise<boolean> {
  const { drafts, draftFiles, here, conversations } = database
  return database.transaction('rw', drafts, draftFiles, here, conversations, async () => {
    if (!(await mayStillWrite(database, conversationId, await whoWrites(database)))) return false
    const before = await draftFiles.where({ conversationId }).sortBy('position')
    const next = (before.at(-1)?.position ?? -1) + 1
    const added = files.map((file, index) => ({
      ...{ id: newId(fileIdSchema), conversationId, position: next + index, name: file.name, bytes: file },
      mime: file.type || 'application/octet-stream',
      ...(as === undefined ? {} : { as }),
    }))
    await draftFiles.bulkAdd(added)
    const draft = (await drafts.get(conversationId)) ?? { conversationId, text: '', changedAt: now() }
    await putDraft(database, { ...draft, changedAt: now(), files: [...before, ...added].map(({ name }) => name) })
    return true
  })
}
