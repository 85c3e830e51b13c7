import * as v from 'valibot'
import type { ChannelId, ConversationId, Instant, MessageId } from '../../shared/ids.ts'
import type { Reader, Writer } from './open.ts'
import type { Tables } from './tables.ts'

const changeSchema = v.variant('type', [
  v.object({ type: v.literal('edit'), text: v.string() }),
  v.object({ type: v.literal('delete') }),
  /** An empty emoji takes the reaction back; `before`: the one that stood there. */
  v.object({ type: v.literal('reaction'), emoji: v.string(), before: v.string() }),
  /** Blue ticks for messages of the client, by WhatsApp's ids. */
  v.object({ type: v.literal('read'), whatsappIds: v.array(v.string()) }),
])
/** What of ours has yet to reach WhatsApp, beside messages. */
export type KeptChange = v.InferOutput<typeof changeSchema>

/** A change that waits to leave, or has left and may be asked for again. */
export interface ChangeRow extends Omit<Tables['outgoing_changes'], 'change'> {
  change: KeptChange
}

const parsed = (row: Tables['outgoing_changes']): ChangeRow => ({
  ...row,
  change: v.parse(changeSchema, JSON.parse(row.change)),
})

export interface NewChange {
  id: string
  channelId: ChannelId
  conversationId: ConversationId
  /** What it changes; of blue ticks the newest message. */
  messageId: MessageId
  whatsappId: string
  change: KeptChange
  at: Instant
}

/** Keeps a change until it has left; one with the same id gives way to it. */
export async function keepChange(tx: Writer, change: NewChange): Promise<void> {
  const row = {
    channel_id: change.channelId,
    conversation_id: change.conversationId,
    message_id: change.messageId,
    whatsapp_id: change.whatsappId,
    change: JSON.stringify(change.change),
    at: change.at,
    attempts: 0,
    next_attempt_at: change.at,
    sent_at: null,
  }
  await tx
    .insertInto('outgoing_changes')
    .values({ id: change.id, ...row })
    .onConflict((c) => c.column('id').doUpdateSet(row))
    .execute()
}

/** As many as are looked at together. */
const page = 100

/** Changes that wait, oldest first: of each conversation the first, and none whose message has itself yet to leave. */
export async function changesToLeave(db: Reader, channelId: ChannelId): Promise<ChangeRow[]> {
  const rows = await db
    .selectFrom('outgoing_changes')
    .selectAll()
    .where('channel_id', '=', channelId)
    .where('sent_at', 'is', null)
    .where((e) =>
      e.not(
        e.exists(
          e
            .selectFrom('outbox')
            .select('outbox.message_id')
            .whereRef('outbox.message_id', '=', 'outgoing_changes.message_id'),
        ),
      ),
    )
    .orderBy('at')
    .orderBy('id')
    .limit(page)
    .execute()
  const firsts = new Map<ConversationId, ChangeRow>()
  for (const row of rows) if (!firsts.has(row.conversation_id)) firsts.set(row.conversation_id, parsed(row))
  return [...firsts.values()]
}

/** What waits to change this message. */
export async function changesOf(db: Reader, messageId: MessageId): Promise<ChangeRow[]> {
  const rows = await db
    .selectFrom('outgoing_changes')
    .selectAll()
    .where('message_id', '=', messageId)
    .where('sent_at', 'is', null)
    .execute()
  return rows.map(parsed)
}

export async function changeById(db: Reader, id: string): Promise<ChangeRow | undefined> {
  const row = await db.selectFrom('outgoing_changes').selectAll().where('id', '=', id).executeTakeFirst()
  return row && parsed(row)
}

/** Also one that has left: a phone that could not read it asks for it again. */
export async function changeByWhatsappId(
  db: Reader,
  channelId: ChannelId,
  whatsappId: string,
): Promise<ChangeRow | undefined> {
  const row = await db
    .selectFrom('outgoing_changes')
    .selectAll()
    .where('channel_id', '=', channelId)
    .where('whatsapp_id', '=', whatsappId)
    .executeTakeFirst()
  return row && parsed(row)
}

export async function noteChangeSent(tx: Writer, id: string, at: Instant): Promise<void> {
  await tx.updateTable('outgoing_changes').set({ sent_at: at }).where('id', '=', id).execute()
}

export async function postponeChange(tx: Writer, id: string, attempts: number, nextAttemptAt: Instant): Promise<void> {
  await tx
    .updateTable('outgoing_changes')
    .set({ attempts, next_attempt_at: nextAttemptAt })
    .where('id', '=', id)
    .execute()
}

export async function dropChange(tx: Writer, id: string): Promise<void> {
  await tx.deleteFrom('outgoing_changes').where('id', '=', id).execute()
}

/** Nobody asks for a change again that has left long ago. */
export async function forgetSentChanges(tx: Writer, before: Instant): Promise<void> {
  await tx.deleteFrom('outgoing_changes').where('sent_at', '<', before).execute()
}
