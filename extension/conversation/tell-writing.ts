import type { ConversationId, Instant } from '../../shared/ids.ts'
import type { InboxService } from '../background/inbox-service.ts'

const everyMs = 3_000

/** Colleagues see that somebody is writing to the client: told of with a key, at most every three seconds. */
export function createTellWriting({
  inbox,
  conversationId,
  now,
}: {
  inbox: Pick<InboxService, 'writing'>
  conversationId: ConversationId
  now: () => Instant
}): (typed: string) => void {
  let toldAt = Number.NEGATIVE_INFINITY
  return (typed) => {
    if (typed.trim() === '' || now() - toldAt < everyMs) return
    toldAt = now()
    // Nobody needs to know when the background cannot be reached.
    inbox.writing(conversationId).catch(() => undefined)
  }
}
