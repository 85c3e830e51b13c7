import * as v from 'valibot'
import { browser } from 'wxt/browser'
import type { ShutStore } from '../database/rebuild.ts'

const key = 'shutStore'
const storedSchema = v.fallback(
  v.object({ [key]: v.optional(v.object({ tries: v.number(), lastAt: v.number() })) }),
  {},
)

/** In the browser's memory: a worker that is stopped for want of anything to do goes on counting in its next life. */
export const shutStore: ShutStore = {
  read: async () => v.parse(storedSchema, await browser.storage.session.get(key))[key],
  note: (tries) => browser.storage.session.set({ [key]: tries }),
  forget: () => browser.storage.session.remove(key),
}
