import type { ChannelId, FileId, Instant } from '../../shared/ids.ts'
import type { FileRow } from './files.ts'
import type { Reader, Writer } from './open.ts'

/** How the fetching of a file goes on: when it is tried next, and what changed on the way. */
export interface FileAttempt {
  nextAttemptAt: Instant
  attempts?: number
  /** Where it lies now: the phone has uploaded it again. */
  source?: string
  askedPhoneAt?: Instant
  phoneAsks?: number
}

export async function noteFileAttempt(tx: Writer, id: FileId, attempt: FileAttempt): Promise<void> {
  const { nextAttemptAt, attempts, source, askedPhoneAt, phoneAsks } = attempt
  await tx
    .updateTable('files')
    .set({
      next_attempt_at: nextAttemptAt,
      ...(attempts === undefined ? {} : { attempts }),
      ...(source === undefined ? {} : { source }),
      ...(askedPhoneAt === undefined ? {} : { asked_phone_at: askedPhoneAt }),
      ...(phoneAsks === undefined ? {} : { phone_asks: phoneAsks }),
    })
    .where('id', '=', id)
    .where('state', '=', 'fetching')
    .execute()
}

/** Channels that have files to fetch at that moment. */
export async function channelsToFetchFor(db: Reader, now: Instant): Promise<ChannelId[]> {
  const rows = await db
    .selectFrom('files')
    .select('channel_id')
    .distinct()
    .where('state', '=', 'fetching')
    .where('next_attempt_at', '<=', now)
    .execute()
  return rows.flatMap(({ channel_id }) => channel_id ?? [])
}

/** Files of a channel that WhatsApp still holds and we do not: live ones before history, longest waiting first. */
export async function filesToFetch(
  db: Reader,
  channelId: ChannelId,
  due: { now: Instant; limit: number },
): Promise<FileRow[]> {
  return await db
    .selectFrom('files')
    .selectAll()
    .where('state', '=', 'fetching')
    .where('channel_id', '=', channelId)
    .where('next_attempt_at', '<=', due.now)
    .orderBy('from_history')
    .orderBy('next_attempt_at')
    .orderBy('created_at')
    .limit(due.limit)
    .execute()
}

/** When the next file is due that is not due yet; undefined when none waits. */
export async function nextFileDue(db: Reader, now: Instant): Promise<Instant | undefined> {
  const row = await db
    .selectFrom('files')
    .select((e) => e.fn.min('next_attempt_at').as('at'))
    .where('state', '=', 'fetching')
    .where('next_attempt_at', '>', now)
    .executeTakeFirst()
  return row?.at ?? undefined
}
