import * as v from 'valibot'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { createReceiveMessage } from '../../../relay/inbox/receive-message.ts'
import { startIndexing } from '../../../relay/search/index-search.ts'
import { addChannel } from '../../../relay/store/channels.ts'
import type { Store } from '../../../relay/store/open.ts'
import { isAllIndexed } from '../../../relay/store/search-progress.ts'
import { channelIdSchema } from '../../../shared/ids.ts'
import { phoneNumberSchema } from '../../../shared/phone-number.ts'
import { standingClock } from '../../world/clock.ts'
import { countingIds } from '../../world/ids.ts'
import { freshStore } from '../../world/stores.ts'

let store: Store
let discard: () => Promise<void>
beforeEach(async () => {
  const fresh = await freshStore('sqlite')
  store = fresh.store
  discard = fresh.discard
})
afterEach(() => discard())

const [clock, newId] = [standingClock(), countingIds()]

async function write(): Promise<void> {
  const channelId = newId(channelIdSchema)
  await store.write((tx) => addChannel(tx, { id: channelId, name: 'Номер', createdAt: clock.now() }))
  const client = { phone: v.parse(phoneNumberSchema, '+79161234567'), name: 'Анна' }
  const message = { channelId, client, origin: 'client', whatsappId: 'A1', at: clock.now(), kind: 'text' } as const
  await createReceiveMessage(store, clock, newId)({ ...message, text: 'Здравствуйте' }, async () => {})
}

/** Alarms that ring when the test says so. */
function bell() {
  const waiting = new Set<() => void>()
  return {
    setAlarm: (_ms: number, ring: () => void) => {
      waiting.add(ring)
      return () => waiting.delete(ring)
    },
    waiting,
    ringing: async (until: () => Promise<boolean>) => {
      await expect
        .poll(async () => {
          for (const ring of [...waiting]) {
            waiting.delete(ring)
            ring()
          }
          return await until()
        })
        .toBe(true)
    },
  }
}

it('what has come is indexed by itself, in the background', async () => {
  const alarms = bell()
  const indexing = startIndexing({ store, setAlarm: alarms.setAlarm, onError: fail, watchLoad: () => () => 0 })
  await write()
  await alarms.ringing(() => isAllIndexed(store.read))
  await indexing.stop()
})

it('nothing is indexed while the relay has its hands full', async () => {
  const alarms = bell()
  let load = 1
  let looks = 0
  const watchLoad = () => () => {
    looks += 1
    return load
  }
  const indexing = startIndexing({ store, setAlarm: alarms.setAlarm, onError: fail, watchLoad })
  await write()
  await alarms.ringing(async () => looks > 5)
  expect(await isAllIndexed(store.read)).toBe(false)
  load = 0
  await alarms.ringing(() => isAllIndexed(store.read))
  await indexing.stop()
})

const fail = (error: unknown): void => {
  throw error
}
