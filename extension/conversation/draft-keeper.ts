import type { ConversationId, Instant } from '../../shared/ids.ts'
import type { InboxDatabase } from '../database/database.ts'

export interface DraftKeeper {
  restore(): Promise<string>
  /** Writes at once; while a write is under way only the newest text waits for its turn. */
  keep(text: string): Promise<void>
  /** Runs `send` in place of the draft that was being kept: what is typed meanwhile is written after it, as a draft of its own. */
  giveWay(send: () => Promise<void>): Promise<void>
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
  let turn: Promise<unknown> = Promise.resolve()

  const writeNewest = async () => {
    const text = waiting
    waiting = undefined
    if (text === undefined) return
    const { drafts, here } = database
    await database.transaction('rw', drafts, here, async () => {
      // A pane that closes because the access is gone writes its text once more: nothing of it may stay behind the wipe.
      if (text === '' || !(await somebodyIsHere(database))) await drafts.delete(conversationId)
      else await drafts.put({ conversationId, text, changedAt: now() })
    })
  }
  /** Whoever asked hears of a failure; the next in turn has his own try. */
  const inTurn = (act: () => Promise<void>): Promise<void> => {
    const acted = turn.then(act)
    turn = acted.catch(() => undefined)
    return acted
  }

  return {
    restore: async () => (await database.drafts.get(conversationId))?.text ?? '',
    keep(text) {
      waiting = text
      return inTurn(writeNewest)
    },
    giveWay(send) {
      waiting = undefined
      return inTurn(send)
    },
  }
}

async function somebodyIsHere({ here }: InboxDatabase): Promise<boolean> {
  const row = await here.get('here')
  return row === undefined || row.employee !== undefined
}
