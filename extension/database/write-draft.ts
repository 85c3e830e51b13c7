import type { EmployeeId } from '../../shared/ids.ts'
import type { DraftRow } from './draft-row.ts'
import type { Store, Tables } from './store.ts'

/** Who writes here now; undefined when nobody has signed in. */
export const whoWrites = async ({ here }: Pick<Tables, 'here'>): Promise<EmployeeId | undefined> =>
  (await here.get('here'))?.employee?.id

/**
 * Whether what this employee has typed in this conversation may still be stored. A page that closes because the access is gone, or because somebody else has taken the conversation, writes
 * once more: nothing of it may stay behind the wipe, nor under the name of who signs in next. Runs in the caller's transaction. @param conversationId undefined: it belongs to none.
 */
export async function mayStillWrite(
  tables: Pick<Tables, 'here' | 'conversations'>,
  conversationId: DraftRow['conversationId'] | undefined,
  author: EmployeeId | undefined,
): Promise<boolean> {
  const isThere = conversationId === undefined || (await tables.conversations.get(conversationId)) !== undefined
  return isThere && (await whoWrites(tables)) === author
}

/** Whether there is anything to come back to. */
const isEmpty = ({ text, note = '', noteMode, quotedMessageId, files = [] }: DraftRow): boolean =>
  text === '' && note === '' && noteMode === undefined && quotedMessageId === undefined && files.length === 0

/** Puts a draft in the place of the one before; an empty one goes. Runs in the caller's transaction. */
export async function putDraft({ drafts }: Pick<Tables, 'drafts'>, draft: DraftRow): Promise<void> {
  if (isEmpty(draft)) await drafts.delete(draft.conversationId)
  else await drafts.put(draft)
}

export async function writeDraft(store: Store, draft: DraftRow, author: EmployeeId | undefined): Promise<void> {
  await store.write(['drafts', 'here', 'conversations'], async (tables) => {
    if (await mayStillWrite(tables, draft.conversationId, author)) await putDraft(tables, draft)
  })
}
