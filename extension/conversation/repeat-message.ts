import { fileIdSchema, type Instant, messageIdSchema, type NewId } from '../../shared/ids.ts'
import type { Message } from '../../shared/message.ts'
import type { Asked, InboxService } from '../background/inbox-service.ts'
import { fileKey, type InboxDatabase, type OutboxRow } from '../database/database.ts'
import { mayStillWrite, whoWrites } from '../database/write-draft.ts'

/** Whether there is enough of it here to send it once more. */
export const isRepeatable = ({ kind, text, file, document }: Message): boolean =>
  kind !== 'unsupported' &&
  (text !== '' ||
    document !== undefined ||
    kind === 'location' ||
    kind === 'contacts' ||
    kind === 'poll' ||
    file?.state === 'ready')

/**
 * The same once more, as a reply of its own with a new id; what did not arrive stays as it is, marked. Pure.
 * @param bytes of its file, when it has one.
 */
export function repeatOf(message: Message, bytes: Blob | undefined, typedAt: Instant, newId: NewId): OutboxRow {
  const { conversationId, text, quotedMessageId, kind, file, playback, location, contacts, poll, document } = message
  return {
    id: newId(messageIdSchema),
    ...{ conversationId, text, typedAt, attempts: 0 },
    ...(quotedMessageId === undefined ? {} : { quotedMessageId }),
    ...(file === undefined || bytes === undefined
      ? {}
      : { file: { id: newId(fileIdSchema), name: file.name, mime: file.mime, bytes } }),
    ...(kind === 'voice' && playback !== undefined
      ? { voice: { seconds: playback.seconds, waveform: playback.waveform ?? [] } }
      : {}),
    ...(kind === 'sticker' || kind === 'gif' ? { as: kind } : {}),
    ...(location === undefined ? {} : { place: placeOf(location) }),
    ...(contacts === undefined ? {} : { contacts }),
    ...(poll === undefined ? {} : { poll: { ...poll, options: poll.options.map((option) => option.text) } }),
    ...(document === undefined || bytes !== undefined ? {} : { document }),
  }
}

function placeOf({ live: _live, ...place }: NonNullable<Message['location']>): OutboxRow['place'] {
  return place
}

export interface RepeatParts {
  database: InboxDatabase
  inbox: Pick<InboxService, 'fetchFile' | 'outboxGrew'>
  now: () => Instant
  newId: NewId
}

/** Sends it once more, with its file, which the relay has kept. */
export async function repeatMessage(
  { database, inbox, now, newId }: RepeatParts,
  message: Message,
): Promise<Asked<void>> {
  const { file } = message
  const author = await whoWrites(database)
  if (file !== undefined) {
    const fetched = await inbox.fetchFile(file.id, 'whole')
    if (!fetched.ok) return fetched
  }
  const bytes = file && (await database.files.get(fileKey(file.id, 'whole')))?.bytes
  if (file !== undefined && bytes === undefined) return { ok: false, code: 'notFound', message: 'The file is gone.' }
  const { outbox, here, conversations } = database
  const isStored = await database.transaction('rw', outbox, here, conversations, async () => {
    // While its file came somebody may have taken the conversation, or signed out.
    if (!(await mayStillWrite(database, message.conversationId, author))) return false
    await outbox.add(repeatOf(message, bytes, now(), newId))
    return true
  })
  if (!isStored) return { ok: false, code: 'notFound', message: 'The conversation is not here any more.' }
  await inbox.outboxGrew()
  return { ok: true, value: undefined }
}
