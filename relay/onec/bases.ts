import type { BaseRow } from '../../shared/answers.ts'
import type { PushTarget } from '../../shared/commands.ts'
import { type BaseId, baseIdSchema, type Cursor, type NewId } from '../../shared/ids.ts'
import { hashOf, newToken, type Random } from '../access/secrets.ts'
import type { Clock } from '../clock.ts'
import {
  allBases,
  baseById,
  baseOfTokenHash,
  deleteBase,
  insertBase,
  type LinkedBase,
  replacePushTarget,
  replaceToken,
} from '../store/bases.ts'
import type { Reader, Store, Writer } from '../store/open.ts'
import { eventsForOnec } from './events-for-onec.ts'

export interface BasesParts {
  store: Store
  clock: Clock
  newId: NewId
  random: Random
}

/** A base with its token, which is shown this once: only its hash is kept. */
export interface BaseWithToken {
  base: BaseRow
  token: string
}

/** The 1C bases as the administrator handles them. `undefined` where there is no such base. */
export interface Bases {
  list(): Promise<BaseRow[]>
  link(name: string): Promise<BaseWithToken>
  renewToken(id: BaseId): Promise<BaseWithToken | undefined>
  setPushTarget(id: BaseId, target: PushTarget): Promise<BaseRow | undefined>
  /** @returns false when there was none. */
  remove(id: BaseId): Promise<boolean>
  /** Whose bearer token this is. */
  ofToken(token: string): Promise<BaseId | undefined>
}

export function createBases({ store, clock, newId, random }: BasesParts): Bases {
  const changed = (id: BaseId, change: (tx: Writer) => Promise<void>): Promise<BaseRow | undefined> =>
    store.write(async (tx) => {
      await change(tx)
      const base = await baseById(tx, id)
      return base && (await rowOf(tx, base)) // undefined when there is no such base
    })
  const withToken = (base: BaseRow | undefined, token: string) => base && { base, token } // the same

  return {
    list: async () => await Promise.all((await allBases(store.read)).map((base) => rowOf(store.read, base))),
    link: async (name) => {
      const token = newToken(random)
      const base = { id: newId(baseIdSchema), name, tokenHash: hashOf(token), createdAt: clock.now() }
      await store.write((tx) => insertBase(tx, base))
      const waitingEvents = await countWaiting(store.read, 0)
      return { base: { id: base.id, name, cursor: 0, waitingEvents }, token }
    },
    renewToken: async (id) => {
      const token = newToken(random)
      return withToken(await changed(id, (tx) => replaceToken(tx, id, hashOf(token))), token)
    },
    setPushTarget: (id, target) => changed(id, (tx) => replacePushTarget(tx, id, target)),
    remove: (id) => store.write((tx) => deleteBase(tx, id)),
    ofToken: (token) => baseOfTokenHash(store.read, hashOf(token)),
  }
}

async function rowOf(db: Reader, base: LinkedBase): Promise<BaseRow> {
  const row: BaseRow = {
    id: base.id,
    name: base.name,
    cursor: base.cursor,
    waitingEvents: await countWaiting(db, base.cursor),
  }
  if (base.last_exchange_at !== null) row.lastExchangeAt = base.last_exchange_at
  if (base.push_url !== null) {
    row.push = { url: base.push_url, login: base.push_login ?? '' }
    if (base.push_error !== null) row.push.lastError = base.push_error
  }
  return row
}

/** Counting on after a week's standstill would read the whole journal: this many means "or more". */
const mostWaiting = 1000

async function countWaiting(db: Reader, cursor: Cursor): Promise<number> {
  return (await eventsForOnec(db, cursor, mostWaiting)).events.length
}
