import type { SignalKeyStore } from '@whiskeysockets/baileys'
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest'
import type { Store } from '../../../relay/store/open.ts'
import { repositoryThatNotesArrivals } from '../../../relay/whatsapp/arrivals.ts'
import { createLedger } from '../../../relay/whatsapp/ledger.ts'
import { silenceLibsignal } from '../../../relay/whatsapp/silence-libsignal.ts'
import { StanzaOrder } from '../../../relay/whatsapp/stanza-order.ts'
import { createStanzas } from '../../../relay/whatsapp/stanzas.ts'
import { channelIdSchema } from '../../../shared/ids.ts'
import { countingIds } from '../../world/ids.ts'
import { freshStore } from '../../world/stores.ts'
import { MemoryKeys } from '../../world/whatsapp/memory-keys.ts'
import { read, signalSide } from './signal-side.ts'

let speak: () => void
beforeAll(() => {
  speak = silenceLibsignal()
})
afterAll(() => speak())

const newId = countingIds()
let store: Store
let discard: () => Promise<void>
beforeEach(async () => {
  const fresh = await freshStore('sqlite')
  store = fresh.store
  discard = fresh.discard
})
afterEach(() => discard())

/** A number of the company whose key store answers when it is told to. */
function number(jid: string) {
  let asked: (() => void) | undefined
  let answer: Promise<void> | undefined
  const keys = new MemoryKeys()
  const slow: SignalKeyStore = {
    get: async (type, ids) => {
      const found = keys.get(type, ids)
      if (type !== 'session' || !answer) return found
      asked?.()
      await answer
      return found
    },
    set: (data) => keys.set(data),
  }
  /** The next time it is asked for a session it does not answer before it is let go. */
  function holdBack(): { isAsked: Promise<void>; letGo: () => void } {
    let letGo = (): void => {}
    answer = new Promise((resolve) => {
      letGo = resolve
    })
    const isAsked = new Promise<void>((resolve) => {
      asked = resolve
    })
    return {
      isAsked,
      letGo: () => {
        answer = undefined
        letGo()
      },
    }
  }
  const channelId = newId(channelIdSchema)
  const order = new StanzaOrder(() => 0)
  const makeRepository = repositoryThatNotesArrivals({
    channelId,
    store,
    keys: slow,
    order,
    ledger: createLedger({ store, channelId, onArrivals: () => {}, onBroken: () => {} }),
    stanzas: createStanzas(order, () => {}),
  })
  return { ...signalSide(jid, { store: slow, makeRepository }), holdBack }
}

it('keeps the keys of what it sends, while another number is slow to write to the same client', async () => {
  const [one, two, anna] = [number('100@lid'), number('200@lid'), signalSide('300@lid')]
  for (const [index, company] of [one, two].entries())
    await company.repository.injectE2ESession({ jid: anna.jid, session: await anna.bundle(index + 1) })

  const [first, second] = [one.holdBack(), two.holdBack()]
  const greeting = one.encrypt(anna.jid, 'first of one')
  await first.isAsked
  // libsignal would queue this behind the first, and run what still comes in the context of that one.
  const fromTwo = two.encrypt(anna.jid, 'of two')
  first.letGo()
  const letters = [await greeting]
  await second.isAsked
  const next = one.encrypt(anna.jid, 'second of one')
  second.letGo()
  letters.push(await next, await one.encrypt(anna.jid, 'third of one'))

  expect(await read(anna, two.jid, await fromTwo)).toBe('of two')
  const texts: string[] = []
  for (const letter of letters) texts.push(await read(anna, one.jid, letter))
  expect(texts).toEqual(['first of one', 'second of one', 'third of one'])
})
