import type { Instant, MessageId } from '../../shared/ids.ts'
import type { UploadProgress } from './send-one.ts'

/** As often as a bar on a screen need move. Milliseconds. */
const every = 250

/** Thins out how far uploads have come: the first word, then one now and then, and always the last. */
export function createUploadNews(
  tell: (progress: UploadProgress) => void,
  now: () => Instant,
): (progress: UploadProgress) => void {
  const toldAt = new Map<MessageId, Instant>()
  return (progress) => {
    const { messageId, sent, total } = progress
    const isLast = sent >= total
    if (!isLast && now() - (toldAt.get(messageId) ?? Number.NEGATIVE_INFINITY) < every) return
    if (isLast) toldAt.delete(messageId)
    else toldAt.set(messageId, now())
    tell(progress)
  }
}
