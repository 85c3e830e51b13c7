import { Dexie } from 'dexie'
import type { ConversationId, EmployeeId } from '../../shared/ids.ts'
import type { InboxDatabase, OutboxRow } from '../database/database.ts'
import { createInTurn } from '../database/in-turn.ts'
import { mayStillWrite, whoWrites } from '../database/write-draft.ts'
import { recordingOf } from './recording-file.ts'
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
  /** Makes room for a new one, and notes who speaks. */
  begin(): Promise<void>
  /** Adds a piece; in the order in which it is called. @returns whether it still may be: not once he has signed out, or a colleague has the conversation. */
  add(part: Recorded): Promise<boolean>
  forget(): Promise<void>
  /** Puts the recording into the outbox in its own place: it is in exactly one of the two, whatever happens. */
  moveInto(row: (recorded: Recorded) => OutboxRow): Promise<boolean>
}

/** One recording per conversation, kept piece by piece. */
export function createRecordingKeeper(database: InboxDatabase, conversationId: ConversationId): RecordingKeeper {
  let count = 0
  let author: EmployeeId | undefined
  const inTurn = createInTurn()
  const { recordings, outbox, here, conversations } = database
  const mine = () => partsOf(database, conversationId)
  const read = async (): Promise<Recorded | undefined> => {
    const rows = await mine().toArray()
    const [bytes, last] = [recordingOf(rows), rows.at(-1)]
    return bytes && last && { bytes, seconds: last.seconds, levels: rows.flatMap(({ levels }) => levels) }
  }
  const whileAllowed = (act: () => Promise<boolean>) =>
    inTurn(() =>
      database.transaction('rw', recordings, outbox, here, conversations, async () =>
        (await mayStillWrite(database, conversationId, author)) ? await act() : false,
      ),
    )
  const forget = async () => {
    count = 0
    await mine().delete()
  }
  return {
    restore: () =>
      inTurn(async () => {
        author = await whoWrites(database)
        return read()
      }),
    begin: () =>
      inTurn(async () => {
        author = await whoWrites(database)
        await forget()
      }),
    add: (part) =>
      whileAllowed(async () => {
        await recordings.put({ conversationId, part: count, ...part })
        count += 1
        return true
      }),
    forget: () => inTurn(forget),
    moveInto: (row) =>
      whileAllowed(async () => {
        const recorded = await read()
        if (recorded === undefined) return false
        await outbox.add(row(recorded))
        await forget()
        return true
      }),
  }
}

export const partsOf = ({ recordings }: Pick<InboxDatabase, 'recordings'>, conversationId: ConversationId) =>
  recordings.where(':id').between([conversationId, Dexie.minKey], [conversationId, Dexie.maxKey])

/** What the relay and the client's phone are told of a recording. */
export const shapeOf = ({ seconds, levels }: Recorded): NonNullable<OutboxRow['voice']> => ({
  seconds,
  waveform: waveformOf(levels),
})
