import { type ChannelId, type ContactId, conversationIdSchema, type Instant, type NewId } from '../../shared/ids.ts'
import { conversationWith } from '../store/conversations.ts'
import { lockConversationsWith } from '../store/conversations-in-bulk.ts'
import type { Writer } from '../store/open.ts'
import type { ShownRow } from '../store/shown-conversations.ts'

/** The conversations with these contacts, made where there is none, locked until the transaction ends; by the contact that was asked for. */
export async function openConversations(
  tx: Writer,
  channelId: ChannelId,
  contactIds: readonly ContactId[],
  { newId, now }: { newId: NewId; now: Instant },
): Promise<Map<ContactId, ShownRow>> {
  const asked = [...new Set(contactIds)]
  const open = byContact(await lockConversationsWith(tx, channelId, asked))
  const missing = asked.filter((id) => !open.has(id))
  if (missing.length === 0) return open
  // A contact that was joined with another has his conversation under the other's id.
  const current = new Map<ContactId, ContactId>()
  for (const id of missing) {
    const row = await conversationWith(tx, channelId, id, () => newId(conversationIdSchema), now)
    current.set(id, row.contact_id)
  }
  const made = byContact(await lockConversationsWith(tx, channelId, [...current.values()]))
  for (const [id, into] of current) {
    const row = made.get(into)
    if (row) open.set(id, row)
  }
  return open
}

const byContact = (rows: readonly ShownRow[]) => new Map(rows.map((row) => [row.contact_id, row]))
