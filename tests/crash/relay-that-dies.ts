import * as v from 'valibot'
import type { Reader, Store } from '../../relay/store/open.ts'
import type { Stage } from '../../shared/stage.ts'
import { relayWithStore } from './relay-with-store.ts'

/**
 * The real relay, which kills itself with SIGKILL at a point named by `CRASH_AT`, the `CRASH_TIMES`-th time it comes there. Without them it is
 * the real relay.
 */
export const namedPoints = {
  /** Decrypted, not committed. */
  afterDecrypt: { counts: 'arrivals', committed: false },
  /** Committed; not even the gate knows, so no receipt has left. */
  afterCommit: { counts: 'arrivals', committed: true },
  /** The receipt may have left; the message is about to stand in its conversation. */
  beforeHandling: { counts: 'handled', committed: false },
  /** The reply stands as `sending`; nothing has left. */
  beforeSending: { counts: 'sending', committed: true },
  /** WhatsApp has the reply; that is about to be noted. */
  beforeNoting: { counts: 'sent', committed: false },
  /** WhatsApp has told that a client has read; that is about to be noted. */
  beforeTick: { counts: 'read', committed: false },
} as const
export type NamedPoint = keyof typeof namedPoints

const counting = {
  arrivals: (db: Reader) => db.selectFrom('arrivals').select((e) => e.fn.countAll().as('rows')),
  handled: (db: Reader) =>
    db
      .selectFrom('arrivals')
      .where('handled_at', 'is not', null)
      .select((e) => e.fn.countAll().as('rows')),
  sending: (db: Reader) => stagesCounted(db, 'sending'),
  sent: (db: Reader) => stagesCounted(db, 'sent'),
  read: (db: Reader) => stagesCounted(db, 'read'),
}

const stagesCounted = (db: Reader, stage: Stage) =>
  db
    .selectFrom('stages')
    .where('stage', '=', stage)
    .select((e) => e.fn.countAll().as('rows'))

function thatDies(store: Store, name: NamedPoint, times: number): Store {
  const { counts, committed } = namedPoints[name]
  let left = times
  const count = async (db: Reader): Promise<number> =>
    Number((await counting[counts](db).executeTakeFirstOrThrow()).rows)
  const arrive = (): void => {
    left -= 1
    if (left === 0) process.kill(process.pid, 'SIGKILL')
  }
  return {
    ...store,
    write: async (work) => {
      let grew = false
      const result = await store.write(async (tx) => {
        const before = await count(tx)
        const done = await work(tx)
        grew = (await count(tx)) > before
        if (grew && !committed) arrive()
        return done
      })
      if (grew && committed) arrive()
      return result
    },
  }
}

const { CRASH_AT, CRASH_TIMES } = process.env
const pointSchema = v.picklist(Object.keys(namedPoints) as NamedPoint[])
await relayWithStore((store) =>
  CRASH_AT === undefined ? store : thatDies(store, v.parse(pointSchema, CRASH_AT), Number(CRASH_TIMES ?? 1)),
)
