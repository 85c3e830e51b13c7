import type { ConversationId, Instant } from '../../shared/ids.ts'
import type { InboxDatabase } from '../database/database.ts'

export interface DraftKeeper {
  restore(): Promise<string>
  /** Writes at once; while a write is under way only the newest text waits for its turn. */
  keep(text: string): Promise<void>
  /** Drops what still waits to be written: the text has been sent. */
  forget(): void
}

/**
 * No timer between a key and the disk: a popup may be closed at any moment, and then nothing of the page runs any more.
 */
export function createDraftKeeper(
  database: InboxDatabase,
  conversationId: ConversationId,
  now: () => Instant,
): DraftKeeper {
  let waiting: string | undefined
  let writing: Promise<void> | undefined

  const write = (text: string): Promise<unknown> =>
    text === ''
      ? database.drafts.delete(conversationId)
      : database.drafts.put({ conversationId, text, changedAt: now() })

  const writeAll = async () => {
    while (waiting !== undefined) {
      const text = waiting
      waiting = undefined
      await write(text)
    }
  }

  return {
    async restore() {
      return (await database.drafts.get(conversationId))?.text ?? ''
    },
    keep(text) {
      waiting = text
      writing ??= writeAll().finally(() => {
        writing = undefined
      })
      return writing
    },
    forget() {
      waiting = undefined
    },
  }
}
