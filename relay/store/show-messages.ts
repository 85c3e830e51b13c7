import type { Message, MessageFile } from '../../shared/message.ts'
import { showFileOf } from './files.ts'
import { showDetails } from './message-details.ts'
import type { Reader } from './open.ts'
import { stagesOf } from './stages.ts'
import type { Tables } from './tables.ts'

/** Messages with everything that is shown of them. */
export const withFile = (db: Reader) =>
  db
    .selectFrom('messages')
    .leftJoin('files', 'files.id', 'messages.file_id')
    .leftJoin('outbox', 'outbox.message_id', 'messages.id')
    .selectAll('messages')
    .select([
      'outbox.hold_reason',
      'outbox.hold_until',
      'files.name as file_name',
      'files.mime as file_mime',
      'files.size as file_size',
      'files.sha256 as file_sha256',
      'files.state as file_state',
      'files.trouble as file_trouble',
      'files.width as file_width',
      'files.height as file_height',
    ])
    // Not the picture itself: a list would read all of them.
    .select((e) => e('files.thumbnail', 'is not', null).as('file_has_thumbnail'))

export type WithFile = Awaited<ReturnType<ReturnType<typeof withFile>['execute']>>[number]

/** As everybody outside sees them. */
export async function show(db: Reader, rows: WithFile[]): Promise<Message[]> {
  const stages = await stagesOf(
    db,
    rows.filter((row) => row.stage !== null).map((row) => row.id),
  )
  return rows.map((row) => {
    const file = fileOf(row)
    return shown(row, { ...(file ? { file } : {}), stages: stages.get(row.id) ?? [], ...holdOf(row) })
  })
}

/** A message that has no file, no stage and does not wait to leave: nothing more has to be read for it. */
export const showWithoutFile = (row: Tables['messages']): Message => shown(row, { stages: [] })

const shown = (row: Tables['messages'], more: Pick<Message, 'file' | 'stages' | 'hold'>): Message => ({
  ...showDetails(row.details),
  id: row.id,
  conversationId: row.conversation_id,
  kind: row.kind,
  origin: row.origin,
  at: row.at,
  text: row.text,
  ...(row.author_id === null ? {} : { authorId: row.author_id }),
  ...(row.quoted_message_id === null ? {} : { quotedMessageId: row.quoted_message_id }),
  ...(row.raw_kind === null ? {} : { rawKind: row.raw_kind }),
  ...more,
})

/** Why it has not left; nothing once it is out of the outbox. */
function holdOf({ hold_reason: reason, hold_until: until }: WithFile): Pick<Message, 'hold'> {
  return reason === null ? {} : { hold: { reason, ...(until === null ? {} : { until }) } }
}

function fileOf(row: WithFile): MessageFile | undefined {
  const { file_id: id, file_name: name, file_mime: mime, file_size: size, file_sha256: sha256, file_state: state } = row
  if (id === null || name === null || mime === null || size === null || sha256 === null || state === null)
    return undefined
  const { file_trouble: trouble, file_width: width, file_height: height } = row
  // SQLite says 0 and 1.
  const hasThumbnail = Boolean(row.file_has_thumbnail)
  return showFileOf({ id, name, mime, size, sha256, state, trouble, width, height, hasThumbnail })
}
