import type { BaseId, Cursor, Instant } from '../../shared/ids.ts'
import type { PushFailure } from '../../shared/push-failure.ts'
import type { Reader, Writer } from './open.ts'
import type { Tables } from './tables.ts'

/** 1C bases linked to the relay. */
export type LinkedBase = Tables['bases']

export async function insertBase(
  tx: Writer,
  base: { id: BaseId; name: string; tokenHash: string; createdAt: Instant },
): Promise<void> {
  await tx
    .insertInto('bases')
    .values({
      id: base.id,
      name: base.name,
      token_hash: base.tokenHash,
      cursor: 0,
      created_at: base.createdAt,
      last_exchange_at: null,
      push_url: null,
      push_login: null,
      push_password: null,
      push_error: null,
    })
    .execute()
}

export async function allBases(db: Reader): Promise<LinkedBase[]> {
  return await db.selectFrom('bases').selectAll().orderBy('created_at').orderBy('id').execute()
}

export async function baseById(db: Reader, id: BaseId): Promise<LinkedBase | undefined> {
  return await db.selectFrom('bases').selectAll().where('id', '=', id).executeTakeFirst()
}

/** The base that has the token with this hash. */
export async function baseOfTokenHash(db: Reader, hash: string): Promise<BaseId | undefined> {
  const row = await db.selectFrom('bases').select('id').where('token_hash', '=', hash).executeTakeFirst()
  return row?.id
}

/**
 * Keeps other exchanges with this base out until the transaction ends: push and pull may run at once, on PostgreSQL also on two nodes.
 * An update, because SQLite has no `for update`. @returns its cursor; undefined when there is no such base.
 */
export async function lockBase(tx: Writer, id: BaseId): Promise<Cursor | undefined> {
  const row = await tx
    .updateTable('bases')
    .set((e) => ({ cursor: e.ref('cursor') }))
    .where('id', '=', id)
    .returning('cursor')
    .executeTakeFirst()
  return row?.cursor
}

/** An exchange took place: the base was heard of, and this is how far it has come. */
export async function noteExchange(tx: Writer, id: BaseId, exchange: { cursor: Cursor; at: Instant }): Promise<void> {
  await tx
    .updateTable('bases')
    .set({ cursor: exchange.cursor, last_exchange_at: exchange.at })
    .where('id', '=', id)
    .execute()
}

/** The old token is dead at once. */
export async function replaceToken(tx: Writer, id: BaseId, tokenHash: string): Promise<void> {
  await tx.updateTable('bases').set({ token_hash: tokenHash }).where('id', '=', id).execute()
}

/** Where to push to; null switches pushing off. An error of the former target goes with it. */
export async function replacePushTarget(
  tx: Writer,
  id: BaseId,
  target: { url: string; login: string; password: string } | null,
): Promise<void> {
  const none = { push_url: null, push_login: null, push_password: null }
  const columns = target && { push_url: target.url, push_login: target.login, push_password: target.password }
  await tx
    .updateTable('bases')
    .set({ ...(columns ?? none), push_error: null })
    .where('id', '=', id)
    .execute()
}

/** Why the last push failed, as a code; null when it succeeded. */
export async function notePushError(tx: Writer, id: BaseId, code: PushFailure | null): Promise<void> {
  await tx.updateTable('bases').set({ push_error: code }).where('id', '=', id).execute()
}

/** What 1C ever asked us to send stays known for ever, also after its base was removed. @returns false when there was none. */
export async function deleteBase(tx: Writer, id: BaseId): Promise<boolean> {
  await tx.deleteFrom('onec_rejected').where('base_id', '=', id).execute()
  const deleted = await tx.deleteFrom('bases').where('id', '=', id).returning('id').executeTakeFirst()
  return deleted !== undefined
}
