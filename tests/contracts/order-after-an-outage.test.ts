import { afterEach, beforeEach, describe, expect, inject, it } from 'vitest'
import type { IncomingMessage } from '../../relay/inbox/incoming-message.ts'
import { createReceiveTogether, type ReceiveTogether } from '../../relay/inbox/receive-message.ts'
import { lastMessages } from '../../relay/store/messages.ts'
import type { Store } from '../../relay/store/open.ts'
import { type ChannelId, channelIdSchema } from '../../shared/ids.ts'
import { countingIds } from '../world/ids.ts'
import { engines, freshStore } from '../world/stores.ts'
import { listConversations } from '../world/whole-inbox.ts'

const minute = 60_000
const now = 1_760_000_000_000

describe.each(engines)('after an outage, in %s', (engine) => {
  const newId = countingIds()
  let store: Store
  let discard: () => Promise<void>
  let channelId: ChannelId
  let receive: ReceiveTogether

  beforeEach(async () => {
    const fresh = await freshStore(engine, inject('postgresServer'))
    store = fresh.store
    discard = fresh.discard
    channelId = newId(channelIdSchema)
    receive = createReceiveTogether(store, { now: () => now }, newId)
  })
  afterEach(() => discard())

  /** Comes at the end of the line; `at` is where it would stand. */
  const comes = (text: string, at: number, lid = '1'): Promise<void> => {
    const client = { name: lid, lid }
    const frame = { channelId, client, origin: 'client', kind: 'text' } as const
    const message: IncomingMessage = { ...frame, whatsappId: `W${text}`, at, text }
    return receive([message], async () => {})
  }
  const shown = async (): Promise<string[][]> => {
    const conversations = await listConversations(store.read, 10)
    const lists = await Promise.all(conversations.map(({ id }) => lastMessages(store.read, id, 10)))
    return lists.map((messages) => messages.map(({ text }) => text)).sort()
  }

  it('a message that waited at WhatsApp does not stand before one that was written earlier and came straight', async () => {
    await comes('первое', now - minute)
    await comes('второе, оно ждало', now - 2 * minute)
    await comes('третье', now)
    expect(await shown()).toEqual([['первое', 'второе, оно ждало', 'третье']])
  })

  it('but it does stand before what another client has written since', async () => {
    await comes('другой', now - minute, '2')
    await comes('ждало', now - 2 * minute)
    const [last] = await listConversations(store.read, 10)
    expect(last?.lastMessage?.text).toBe('другой')
  })

  it('and one from the future, by a wrong clock, draws no other after it', async () => {
    await comes('из будущего', now + 60 * minute)
    await comes('обычное', now - 1)
    expect(await shown()).toEqual([['обычное', 'из будущего']])
  })
})
