import type { Selectable } from 'kysely'
import * as v from 'valibot'
import { type BaseId, type ChannelId, type Cursor, channelIdSchema, type Instant } from '../../shared/ids.ts'
import type { PushFailure } from '../../shared/push-failure.ts'
import type { Reader, Writer } from './open.ts'
import type { Tables } from './tables.ts'

/** 1C bases linked to the relay. */
export type LinkedBase = Selectable<Tables['bases']>

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
      channels: null,
      web_address: null,
      push_secret: null,
      users_revision: null,
      users_refused: null,
      templates_revision: null,
      job: null,
      last_pull_at: null,
    })
    .execute()
}

export async function allBases(db: Reader): Promise<LinkedBase[]> {
  return await db.selectFrom('bases').selectAll().orderBy('created_at').orderBy('id').execute()
}

export async function baseById(db: Reader, id: BaseId): Promise<LinkedBase | undefined> {
  return await db.selectFrom('bases').selectAll().where('id', '=', id).executeTakeFirst()
}

/** The numbers that were given to a base by name; null: all that no other base has. */
export const channelsGivenTo = (base: Pick<LinkedBase, 'channels'>): ChannelId[] | null =>
  base.channels === null ? null : v.parse(v.array(channelIdSchema), JSON.parse(base.channels))

/** Which base has a number: the one to which it was given by name, else the oldest that has all the others. Pure. */
export function baseWith(
  bases: readonly Pick<LinkedBase, 'id' | 'channels'>[],
  channel: ChannelId,
): BaseId | undefined {
  const given = bases.map((base) => ({ id: base.id, channels: channelsGivenTo(base) }))
  return (given.find(({ channels }) => channels?.includes(channel)) ?? given.find(({ channels }) => channels === null))
    ?.id
}

/** Whether a number is a base's. */
export type IsIts = (channel: ChannelId) => boolean

/** Which numbers a base has now; looked up once per number. */
export async function numbersOf(db: Reader, base: BaseId): Promise<IsIts> {
  const bases = await allBases(db)
  const known = new Map<ChannelId, boolean>()
  return (channel) => {
    const isIts = known.get(channel) ?? baseWith(bases, channel) === base
    known.set(channel, isIts)
    return isIts
  }
}

/** Gives a base these numbers by name, taking them from any other; null: all that no other base has. */
export async function giveChannels(tx: Writer, id: BaseId, channels: readonly ChannelId[] | null): Promise<void> {
  for (const other of await allBases(tx)) {
    const had = channelsGivenTo(other)
    const left = had?.filter((channel) => !channels?.includes(channel))
    if (other.id === id || left === undefined || left.length === had?.length) continue
    await tx
      .updateTable('bases')
      .set({ channels: JSON.stringify(left) })
      .where('id', '=', other.id)
      .execute()
  }
  const named = channels && JSON.stringify(channels)
  await tx.updateTable('bases').set({ channels: named }).where('id', '=', id).execute()
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

/** The base says of its own job, as JSON of `relay/onec/packet.ts`. */
export async function noteJob(tx: Writer, id: BaseId, job: string): Promise<void> {
  await tx.updateTable('bases').set({ job }).where('id', '=', id).execute()
}

/** It has come by itself: its job, or somebody's hand, is at work. */
export async function notePull(tx: Writer, id: BaseId, at: Instant): Promise<void> {
  await tx.updateTable('bases').set({ last_pull_at: at }).where('id', '=', id).execute()
}

/** What the administrator has set of a base; what is absent stays. */
export interface BaseColumns {
  name?: string
  channels?: readonly ChannelId[] | null
  web_address?: string | null
  prefer_responsible?: 0 | 1
  push_secret?: string | null
}

export async function changeBase(tx: Writer, id: BaseId, { channels, ...columns }: BaseColumns): Promise<void> {
  if (channels !== undefined) await giveChannels(tx, id, channels)
  if (Object.keys(columns).length === 0) return
  await tx.updateTable('bases').set(columns).where('id', '=', id).execute()
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

/** Its newest snapshot of users was taken. */
export async function noteUsersTaken(tx: Writer, id: BaseId, revision: string): Promise<void> {
  await tx.updateTable('bases').set({ users_revision: revision, users_refused: null }).where('id', '=', id).execute()
}

/** Its newest snapshot of users was not taken; it is kept in mind, so that the base does not send it for ever. */
export async function noteUsersRefused(tx: Writer, id: BaseId, revision: string): Promise<void> {
  await tx.updateTable('bases').set({ users_refused: revision }).where('id', '=', id).execute()
}

/** Whose clients it was asked about, or is being asked. */
export async function noteClientsWanted(tx: Writer, id: BaseId, channels: readonly ChannelId[]): Promise<void> {
  await tx
    .updateTable('bases')
    .set({ clients_wanted_of: JSON.stringify(channels) })
    .where('id', '=', id)
    .execute()
}

/** 1C is the only source of employees once a base has given some. */
export async function onecGivesEmployees(db: Reader): Promise<boolean> {
  const base = db.selectFrom('bases').select('id').where('users_revision', 'is not', null)
  return (await base.executeTakeFirst()) !== undefined
}

/** What 1C ever asked us to send stays known for ever, also after its base was removed. @returns false when there was none. */
export async function deleteBase(tx: Writer, id: BaseId): Promise<boolean> {
  await tx.deleteFrom('onec_rejected').where('base_id', '=', id).execute()
  await tx.deleteFrom('bad_users').where('base_id', '=', id).execute()
  await tx.deleteFrom('templates').where('base_id', '=', id).execute()
  await tx.deleteFrom('clients').where('base_id', '=', id).execute()
  await tx.deleteFrom('client_lookups').where('base_id', '=', id).execute()
  await tx.deleteFrom('chosen_clients').where('base_id', '=', id).execute()
  await tx.deleteFrom('bad_phones').where('base_id', '=', id).execute()
  const deleted = await tx.deleteFrom('bases').where('id', '=', id).returning('id').executeTakeFirst()
  return deleted !== undefined
}
