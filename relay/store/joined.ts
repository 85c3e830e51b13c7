import * as v from 'valibot'
import {
  type ContactId,
  type ConversationId,
  contactIdSchema,
  conversationIdSchema,
  type Instant,
} from '../../shared/ids.ts'
import type { Reader, Writer } from './open.ts'

/** Notes where a contact or conversation has gone. Whatever had gone into it before is led on, so that one look always suffices. */
export async function noteJoined<Id extends ContactId | ConversationId>(
  tx: Writer,
  from: Id,
  into: Id,
  at: Instant,
): Promise<void> {
  await tx.updateTable('joined').set({ into_id: into }).where('into_id', '=', from).execute()
  await tx.insertInto('joined').values({ from_id: from, into_id: into, at }).execute()
}

/** Which contact this one is now; undefined when he was never joined with another. */
export async function contactNow(db: Reader, id: ContactId): Promise<ContactId | undefined> {
  const into = await intoOf(db, id)
  return into === undefined ? undefined : v.parse(contactIdSchema, into)
}

/** Which conversation this one is now; undefined when it was never joined with another. */
export async function conversationNow(db: Reader, id: ConversationId): Promise<ConversationId | undefined> {
  const into = await intoOf(db, id)
  return into === undefined ? undefined : v.parse(conversationIdSchema, into)
}

async function intoOf(db: Reader, id: string): Promise<string | undefined> {
  const row = await db.selectFrom('joined').select('into_id').where('from_id', '=', id).executeTakeFirst()
  return row?.into_id
}
