import { detailsAsJson, readDetails } from '../store/message-details.ts'
import type { MessageRow } from '../store/messages.ts'
import type { IncomingMessage } from './incoming-message.ts'

/** What a message that was here without its content gets of the copy that has it. */
export interface Filling {
  content: Pick<
    MessageRow,
    'kind' | 'at' | 'text' | 'details' | 'file_id' | 'raw_kind' | 'secret' | 'quoted_message_id'
  >
  change: 'filled' | 'edited'
}

/**
 * A copy that comes under the id of a message that is here already; `undefined` when it is just a repeat. Pure. One that could not be read becomes what it is, under
 * its place in the list; of one that only its edit told of, the first text is learnt. What became of it meanwhile stays: it may be deleted.
 */
export function fillingOf(
  earlier: MessageRow,
  incoming: Pick<IncomingMessage, 'kind' | 'text' | 'at' | 'details'>,
  row: Omit<Filling['content'], 'at'>,
): Filling | undefined {
  if (incoming.kind === 'pending') return undefined
  const { kind, text, file_id, raw_kind, secret, quoted_message_id } = row
  const content = { kind, text, file_id, raw_kind, secret, quoted_message_id }
  const known = readDetails(earlier.details)
  if (earlier.kind === 'pending') {
    const details = detailsAsJson({ ...incoming.details, ...known })
    return { content: { ...content, at: earlier.at, details }, change: 'filled' }
  }
  if (known.edited?.earlier.length !== 0 || incoming.details?.edited) return undefined
  const edited = { ...known.edited, earlier: [{ text, at: incoming.at }] }
  const details = detailsAsJson({ ...incoming.details, ...known, edited })
  return { content: { ...content, text: earlier.text, at: incoming.at, details }, change: 'edited' }
}
