import type { BaseRow } from '../../shared/answers.ts'
import type { BaseChange, PushTarget } from '../../shared/commands.ts'
import { type BaseId, baseIdSchema, type Cursor, type FileId, type NewId } from '../../shared/ids.ts'
import { hashOf, newToken, type Random } from '../access/secrets.ts'
import { dismissEmployeesOf } from '../access/take-snapshot.ts'
import type { Clock } from '../clock.ts'
import { tellOfPhones } from '../inbox/take-clients.ts'
import {
  allBases,
  type BaseColumns,
  baseById,
  baseOfTokenHash,
  changeBase,
  channelsGivenTo,
  deleteBase,
  insertBase,
  type LinkedBase,
  numbersOf,
  replacePushTarget,
  replaceToken,
} from '../store/bases.ts'
import { phonesAnswered } from '../store/clients.ts'
import { countEmployees } from '../store/employees.ts'
import { countRejected } from '../store/onec-rejected.ts'
import type { Reader, Store, Writer } from '../store/open.ts'
import { countTemplates } from '../store/templates.ts'
import { eventsForOnec } from './events-for-onec.ts'
import { mayUseFile } from './its-own.ts'
import { movingNumbers } from './move-numbers.ts'

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
  /** Numbers that it is given are taken from any other base; replies that wait there are told to it. */
  change(id: BaseId, change: BaseChange): Promise<BaseRow | undefined>
  /** @returns false when there was none. */
  remove(id: BaseId): Promise<boolean>
  /** Whose bearer token this is. */
  ofToken(token: string): Promise<BaseId | undefined>
  /** Whether a base may fetch, put and send this file: those of other bases' numbers it may not. */
  mayUseFile(id: BaseId, file: FileId): Promise<boolean>
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
      const linked = await baseById(store.read, base.id)
      if (!linked) throw new Error('The base was removed while it was being linked.')
      return { base: await rowOf(store.read, linked), token }
    },
    renewToken: async (id) => {
      const token = newToken(random)
      return withToken(await changed(id, (tx) => replaceToken(tx, id, hashOf(token))), token)
    },
    setPushTarget: (id, target) => changed(id, (tx) => replacePushTarget(tx, id, target)),
    change: (id, change) =>
      changed(id, async (tx) => {
        // Else the numbers would be taken from the others for nobody.
        if (await baseById(tx, id)) await movingNumbers(tx, clock.now(), () => changeBase(tx, id, columnsOf(change)))
      }),
    remove: (id) =>
      store.write(async (tx) => {
        await dismissEmployeesOf(tx, id, clock.now())
        const phones = await phonesAnswered(tx, id)
        const wasThere = await movingNumbers(tx, clock.now(), () => deleteBase(tx, id))
        await tellOfPhones(tx, phones, clock.now())
        return wasThere
      }),
    ofToken: (token) => baseOfTokenHash(store.read, hashOf(token)),
    mayUseFile: async (id, file) => await mayUseFile(store.read, file, await numbersOf(store.read, id)),
  }
}

const columnsOf = ({ name, channels, webAddress, preferResponsible, pushSecret }: BaseChange): BaseColumns => ({
  ...(name === undefined ? {} : { name }),
  ...(channels === undefined ? {} : { channels }),
  ...(webAddress === undefined ? {} : { web_address: webAddress }),
  ...(preferResponsible === undefined ? {} : { prefer_responsible: preferResponsible ? 1 : 0 }),
  ...(pushSecret === undefined ? {} : { push_secret: pushSecret }),
})

async function rowOf(db: Reader, base: LinkedBase): Promise<BaseRow> {
  const row: BaseRow = {
    id: base.id,
    name: base.name,
    cursor: base.cursor,
    waitingEvents: await countWaiting(db, base.id, base.cursor),
    channels: channelsGivenTo(base),
    preferResponsible: base.prefer_responsible === 1,
    signed: base.push_secret !== null,
    employees: (await countEmployees(db)).get(base.id) ?? 0, // it has sent none
    templates: await countTemplates(db, base.id),
    rejected: await countRejected(db, base.id),
  }
  if (base.web_address !== null) row.webAddress = base.web_address
  if (base.last_exchange_at !== null) row.lastExchangeAt = base.last_exchange_at
  if (base.push_url !== null) {
    row.push = { url: base.push_url, login: base.push_login ?? '' }
    if (base.push_error !== null) row.push.lastError = base.push_error
  }
  return row
}

/** Counting on after a week's standstill would read the whole journal: this many means "or more". */
const mostWaiting = 1000

async function countWaiting(db: Reader, base: BaseId, cursor: Cursor): Promise<number> {
  return (await eventsForOnec(db, base, cursor, mostWaiting)).events.length
}
