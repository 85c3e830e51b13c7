import type { Logger } from 'pino'
import type { ChannelId, FileId, Instant } from '../../shared/ids.ts'
import { isPicture } from '../media/pictures.ts'
import type { FoundFile } from '../store/files.ts'
import type { FileAttempt } from '../store/files-to-fetch.ts'
import type { FetchFromWhatsApp } from './media.ts'
import { MediaDamaged } from './media-decryption.ts'
import type { PhoneAnswer } from './media-retry.ts'
import { askPhoneAgainAfter, tryFileAgainAfter } from './media-rhythm.ts'

/** A file that WhatsApp still holds. */
export interface FileToFetch {
  id: FileId
  channelId: ChannelId
  /** `null`: WhatsApp never had it. */
  source: string | null
  mime: string
  /** As the sender states it. */
  size: number
  attempts: number
  phoneAsks: number
  fromHistory: boolean
}

export interface FetchOneParts {
  fetch: FetchFromWhatsApp
  /** `offline`: the number has no connection, so nobody was asked. */
  askPhone: (file: FileToFetch) => Promise<PhoneAnswer | { answer: 'offline' }>
  measure: (sha256: string) => Promise<{ width: number; height: number } | undefined>
  /** Bytes. */
  limit: number
  /** The file is here, or will never be. */
  onFound: (id: FileId, found: FoundFile) => Promise<void>
  /** It is tried again later. */
  onAttempt: (id: FileId, attempt: FileAttempt) => Promise<void>
  now: () => Instant
  random: () => number
  log: Logger
}

/** A line may damage a file once or twice; one that is damaged every time was sent so. */
const damagedAttempts = 4
const lookWhetherOnlineEvery = 60_000

/** Fetches a file once and notes what came of it. @returns true when our phone has to be asked for it. */
export async function fetchOneFile(file: FileToFetch, parts: FetchOneParts, signal: AbortSignal): Promise<boolean> {
  const { id, channelId, source, mime, size } = file
  const gone = (trouble: NonNullable<FoundFile['trouble']>, more: Partial<FoundFile> = {}) =>
    parts.onFound(id, { state: 'gone', trouble, ...more })
  if (source === null) return await no(gone('expired'))
  if (size > parts.limit) return await no(gone('tooLarge'))
  try {
    const fetched = await parts.fetch(source, { channelId, signal })
    switch (fetched.state) {
      case 'away':
        return true
      case 'tooLarge':
        // What the sender stated was not true; people are shown what is.
        return await no(gone('tooLarge', fetched.size === undefined ? {} : { size: fetched.size }))
      case 'damaged':
        return await no(gone('damaged'))
      case 'ready': {
        const pixels = isPicture(mime) ? await parts.measure(fetched.stored.sha256) : undefined
        return await no(parts.onFound(id, { state: 'ready', ...fetched.stored, ...pixels }))
      }
      default:
        return fetched satisfies never
    }
  } catch (err) {
    if (signal.aborted) return false
    parts.log.warn({ fileId: id, channelId, err, attempts: file.attempts }, 'a file could not be fetched')
    return await no(afterFailure(file, parts, err))
  }
}

async function afterFailure(file: FileToFetch, parts: FetchOneParts, error: unknown): Promise<void> {
  const attempts = file.attempts + 1
  if (error instanceof MediaDamaged && attempts >= damagedAttempts) {
    await parts.onFound(file.id, { state: 'gone', trouble: 'damaged' })
    return
  }
  const nextAttemptAt = parts.now() + tryFileAgainAfter(file.attempts, parts.random())
  await parts.onAttempt(file.id, { nextAttemptAt, attempts })
}

/** Asks our phone for a file that WhatsApp no longer has, and notes what came of it. */
export async function askForOneFile(file: FileToFetch, parts: FetchOneParts): Promise<void> {
  const { id, channelId, phoneAsks } = file
  if (phoneAsks > 0 && askPhoneAgainAfter(phoneAsks) === undefined) return await expired(file, parts)
  const said = await parts.askPhone(file)
  parts.log.info({ fileId: id, channelId, answer: said.answer }, 'the phone was asked for a file')
  const now = parts.now()
  const asked = { askedPhoneAt: now, phoneAsks: phoneAsks + 1 }
  switch (said.answer) {
    case 'offline':
      return await parts.onAttempt(id, { nextAttemptAt: now + lookWhetherOnlineEvery })
    case 'uploaded':
      return await parts.onAttempt(id, {
        ...asked,
        nextAttemptAt: now,
        attempts: 0,
        source: JSON.stringify(said.source),
      })
    case 'notThere':
      return await expired(file, parts)
    case 'failed': {
      const wait = askPhoneAgainAfter(asked.phoneAsks)
      return wait === undefined
        ? await expired(file, parts)
        : await parts.onAttempt(id, { ...asked, nextAttemptAt: now + wait })
    }
    default:
      return said satisfies never
  }
}

const expired = ({ id }: FileToFetch, { onFound }: FetchOneParts): Promise<void> =>
  onFound(id, { state: 'gone', trouble: 'expired' })

const no = async (done: Promise<void>): Promise<false> => {
  await done
  return false
}
