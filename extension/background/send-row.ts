import type { MessageId } from '../../shared/ids.ts'
import type { Message } from '../../shared/message.ts'
import { refusal } from '../connection/ask-relay.ts'
import type { RelayClient } from '../connection/relay-api.ts'
import type { OutboxRow } from '../database/rows.ts'
import type { WorkerStore } from '../database/worker-store.ts'
import type { Asked } from './inbox-service.ts'
import { uploadFile } from './upload-file.ts'

/** `gone`: somebody has thrown it away or taken it back meanwhile; the relay was not asked. */
export type RowSent = Asked<{ message: Message }> | 'gone'

export interface SendRowParts {
  database: WorkerStore
  relay: RelayClient
  now: () => number
  signal: AbortSignal
}

/** One row of the outbox to the relay; its file first, for a reply that names it would be refused without it. */
export async function sendRow(row: OutboxRow, parts: SendRowParts): Promise<RowSent> {
  const { database, relay, signal } = parts
  const { file, note, typedAt: _typedAt, attempts: _attempts, refused: _refused, asked: _asked, ...reply } = row
  const stored = file === undefined ? undefined : await uploadFile(file, { ...parts, tell: telling(database, row) })
  await database.uploads.delete(row.id)
  if (stored !== undefined && !stored.ok) return signal.aborted ? 'gone' : stored
  if (!(await noteAsked(database, row.id))) return 'gone'
  if (note !== undefined) return writeNote(relay, row, note)
  return relay.reply({ ...reply, ...(stored === undefined ? {} : { fileId: stored.value }) })
}

/** From here on nobody can be sure any more that the relay does not have it. @returns false when it is not there any more. */
const noteAsked = ({ outbox }: WorkerStore, id: MessageId): Promise<boolean> =>
  outbox.change(id, (row) => ({ ...row, asked: true }))

/** How far its file is; nothing of a row that is gone. */
const telling =
  (database: WorkerStore, { id, conversationId }: OutboxRow) =>
  (sent: number, total: number) =>
    database.write(['outbox', 'uploads'], async ({ outbox, uploads }) => {
      if ((await outbox.get(id)) !== undefined) await uploads.put({ id, conversationId, sent, total })
    })

/** Never as a reply, whatever comes. */
async function writeNote(
  relay: RelayClient,
  { id, conversationId, quotedMessageId }: OutboxRow,
  { text, mentions }: NonNullable<OutboxRow['note']>,
): Promise<RowSent> {
  if (text === '') return refusal('badRequest', 'an empty note')
  const about = quotedMessageId === undefined ? {} : { quotedMessageId }
  const answer = await relay.writeNote(conversationId, { id, text, mentions, ...about })
  return answer.ok ? { ok: true, value: { message: answer.value.note } } : answer
}
