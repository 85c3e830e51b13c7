import type { ConversationId, Instant } from '../../shared/ids.ts'
import type { MessageDetails, MessageKind, MessageOrigin } from '../../shared/message.ts'
import type { InboxTables } from './inbox-tables.ts'
import { readDetails } from './message-details.ts'
import type { Reader, Writer } from './open.ts'

export type AutomaticTextRow = InboxTables['automatic_texts']

/** Notes that a text leaves about that moment. @returns false when it has left already, or another has taken its place. */
export async function noteAutomaticText(tx: Writer, row: AutomaticTextRow): Promise<boolean> {
  const noted = await tx
    .insertInto('automatic_texts')
    .values(row)
    .onConflict((c) => c.doNothing())
    .returning('message_id')
    .executeTakeFirst()
  return noted !== undefined
}

/** What has left by itself in a conversation since then. */
export async function automaticTextsOf(db: Reader, id: ConversationId, since: Instant): Promise<AutomaticTextRow[]> {
  return await db
    .selectFrom('automatic_texts')
    .selectAll()
    .where('conversation_id', '=', id)
    .where('at', '>=', since)
    .orderBy('at')
    .execute()
}

/** What was said in a conversation, as far as a text that leaves by itself has to know. */
export interface Said {
  at: Instant
  origin: MessageOrigin
  kind: MessageKind
  text: string
  /** Of ours: when it has left. */
  sentAt: Instant | null
  /** Of a call: how it ended. */
  call?: NonNullable<MessageDetails['call']>['outcome']
}

/** What was said last, newest first; notes are said to nobody. */
export async function saidLast(db: Reader, id: ConversationId, limit: number): Promise<Said[]> {
  const rows = await db
    .selectFrom('messages')
    .leftJoin('stages', (join) => join.onRef('stages.message_id', '=', 'messages.id').on('stages.stage', '=', 'sent'))
    .select([
      'messages.at',
      'messages.origin',
      'messages.kind',
      'messages.text',
      'messages.details',
      'stages.at as sentAt',
    ])
    .where('messages.conversation_id', '=', id)
    .where('messages.kind', '!=', 'note')
    .orderBy('messages.at', 'desc')
    .orderBy('messages.id', 'desc')
    .limit(limit)
    .execute()
  return rows.map(({ details, ...said }) => {
    const call = said.kind === 'call' ? readDetails(details).call : undefined
    return call === undefined ? said : { ...said, call: call.outcome }
  })
}

/** Nothing that is so old is decided about any more. */
export async function forgetAutomaticTexts(tx: Writer, before: Instant): Promise<void> {
  await tx.deleteFrom('automatic_texts').where('at', '<', before).execute()
}
