import { setTimeout as pause } from 'node:timers/promises'
import type { Store } from '../../relay/store/open.ts'
import { relayWithStore } from './relay-with-store.ts'

const diskTakes = 150

/** A relay broken on purpose, to see that the matrix sees it: it takes a commit for done before it is, so WhatsApp's receipts leave too early. */
await relayWithStore((store: Store) => ({
  ...store,
  write: (work) =>
    new Promise((resolve, reject) => {
      store
        .write(async (tx) => {
          resolve(await work(tx))
          await pause(diskTakes)
        })
        .catch(reject)
    }),
}))
