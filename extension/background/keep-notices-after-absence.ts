import type { Snapshot } from '../../shared/answers.ts'
import type { Employee } from '../../shared/employee.ts'
import type { ConversationId, Cursor, MessageId } from '../../shared/ids.ts'
import type { Message } from '../../shared/message.ts'
import type { ConversationRow, HereRow } from '../database/rows.ts'
import type { WorkerTables } from '../database/worker-tables.ts'
import { fetchRows } from './fetch-rows.ts'
import { nothingTold, noticeAfter, type Tidings, type Told, toldAfter } from './notice-after.ts'
import { whyTellOfConversation, whyTellOfNote } from './why-tell.ts'

/** WhatsApp's clock and ours may differ by so much. Milliseconds. */
const clocksDiffer = 60_000

export interface Absence {
  before: Pick<HereRow, 'cursor' | 'employee'>
  /** The conversations as they were known, and as they are. */
  knew: ConversationRow[]
  rows: ConversationRow[]
  /** What colleagues and this employee himself have written meanwhile: `writtenMeanwhile`. */
  written: Message[]
  seq: Cursor
}

/** What of a snapshot this browser did not know, as far as it can be news beside the clients' own words. Asked before the old messages are thrown away. */
export async function writtenMeanwhile(
  { messages }: Pick<WorkerTables, 'messages'>,
  { conversations }: Pick<Snapshot, 'conversations'>,
  knew: readonly ConversationRow[],
  me: Employee | undefined,
): Promise<Message[]> {
  const until = new Map(knew.map(({ id, lastMessageAt }) => [id, lastMessageAt]))
  // Of one that was unknown, what is older than all that was known here is no news of this absence.
  const lastOfAll = knew.reduce((last, { lastMessageAt }) => Math.max(last, lastMessageAt), 0)
  const candidates = conversations
    .flatMap(({ conversation, messages: all }) => {
      const since = (until.get(conversation.id) ?? lastOfAll) - clocksDiffer
      return all.filter(({ at }) => at > since)
    })
    .filter(({ kind, authorId }) => kind === 'note' || (authorId !== undefined && authorId === me?.id))
  const known = await fetchRows(
    messages,
    candidates.map(({ id }) => id),
  )
  const ids = new Set<MessageId>(known.map(({ id }) => id))
  return candidates.filter(({ id }) => !ids.has(id)).sort((one, other) => one.at - other.at)
}

/** What has come while the journal was out of reach. Runs in the transaction that replaces everything. */
export async function keepNoticesAfterAbsence(
  { notices }: Pick<WorkerTables, 'notices'>,
  absence: Absence,
): Promise<void> {
  const { before, rows } = absence
  const noted = new Map((await notices.toArray()).map((row) => [row.conversationId, row]))
  const told = before.cursor === undefined ? new Map<ConversationId, Told>() : toldOf(absence)
  const kept = rows.flatMap(
    (row) => noticeAfter(noted.get(row.id), told.get(row.id) ?? nothingTold, row, before.employee) ?? [],
  )
  await notices.clear()
  await notices.bulkPut(kept)
}

function toldOf({ before: { employee: me }, knew, rows, written, seq }: Absence): Map<ConversationId, Told> {
  const known = new Map(knew.map((row) => [row.id, row]))
  const by = new Map<ConversationId, Message[]>()
  for (const each of written) by.set(each.conversationId, [...(by.get(each.conversationId) ?? []), each])
  return new Map(
    rows.map((row) => {
      const former = known.get(row.id)
      const notes = (by.get(row.id) ?? []).map((message): Told => {
        if (message.authorId === me?.id) return { seen: true, fresh: [] }
        const why = whyTellOfNote(message, row, me)
        return { seen: false, fresh: why === undefined ? [] : [{ why, seq, messageId: message.id }] }
      })
      const rest: Tidings[] = row.lastMessageAt > (former?.lastMessageAt ?? 0) ? [{ why: 'message', seq }] : []
      if (whyTellOfConversation(former, { conversation: row }, me) === 'escalated') rest.push({ why: 'escalated', seq })
      return [row.id, toldAfter(notes.reduce(toldAfter, nothingTold), { seen: false, fresh: rest })]
    }),
  )
}
