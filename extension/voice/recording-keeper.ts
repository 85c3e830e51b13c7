import { Dexie } from 'dexie'
import type { ConversationId } from '../../shared/ids.ts'
import type { InboxDatabase, OutboxRow } from '../database/database.ts'
import { waveformOf } from './waveform.ts'

/** What was recorded so far. */
export interface Recorded {
  bytes: Blob
  seconds: number
  levels: number[]
}

export interface RecordingKeeper {
  /** What an earlier page has left; undefined when nothing. */
  restore(): Promise<Recorded | undefined>
  /** Adds a piece; in the order in which it is called. */
  add(part: Recorded): Promise<void>
  forget(): Promise<void>
  /** Puts the recording into the outbox in its own place: it is in exactly one of the two, whatever happens. */
  moveInto(row: (recorded: Recorded) => OutboxRow): Promise<boolean>
}

/** One recording per conversation, kept piece by piece. */
export function createRecordingKeeper(database: InboxDatabase, conversationId: ConversationId): RecordingKeeper {
  let count = 0
  let turn: Promise<unknown> = Promise.resolve()
  const inTurn = <T>(act: () => Promise<T>): Promise<T> => {
    const acted = turn.then(act)
    turn = acted.catch(() => undefined)
    return acted
  }
  const mine = () =>
    database.recordings.where(':id').between([conversationId, Dexie.minKey], [conversationId, Dexie.maxKey])
  const read = async (): Promise<Recorded | undefined> => {
    const rows = await mine().toArray()
    const [last] = rows.slice(-1)
    if (last === undefined) return undefined
    const bytes = new Blob(
      rows.map((row) => row.bytes),
      { type: rows[0]?.bytes.type ?? '' },
    )
    return { bytes, seconds: last.seconds, levels: rows.flatMap(({ levels }) => levels) }
  }
  return {
    restore: () => inTurn(read),
    add: (part) =>
      inTurn(async () => {
        await database.recordings.put({ conversationId, part: count, ...part })
        count += 1
      }),
    forget: () =>
      inTurn(async () => {
        count = 0
        await mine().delete()
      }),
    moveInto: (row) =>
      inTurn(() =>
        database.transaction('rw', database.recordings, database.outbox, async () => {
          const recorded = await read()
          if (recorded === undefined) return false
          await database.outbox.add(row(recorded))
          await mine().delete()
          count = 0
          return true
        }),
      ),
  }
}

/** What the relay and the client's phone are told of a recording. */
export const shapeOf = ({ seconds, levels }: Recorded): NonNullable<OutboxRow['voice']> => ({
  seconds,
  waveform: waveformOf(levels),
})
