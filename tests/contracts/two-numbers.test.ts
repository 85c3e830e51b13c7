import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, inject, it } from 'vitest'
import type { Store } from '../../relay/store/open.ts'
import { type ChannelId, channelIdSchema } from '../../shared/ids.ts'
import { countingIds } from '../world/ids.ts'
import { engines, freshStore } from '../world/stores.ts'
import { startWhatsApp, type WhatsAppStandIn } from '../world/whatsapp/whatsapp.ts'
import { type Link, linkTo } from './whatsapp-link.ts'

const companies = ['+74950001122', '+74950001133'] as const
const rounds = 12

/**
 * Two numbers at work beside each other. It holds without `relay/whatsapp/turns.ts` too, for what goes wrong then takes one moment in thousands: that it cannot go
 * wrong is shown where the moment can be chosen, in `tests/relay/whatsapp/two-numbers-one-client.test.ts`.
 */
describe.each(engines)('two numbers of one process that know the same clients, in %s', (engine) => {
  const newId = countingIds()
  let standIn: WhatsAppStandIn
  let store: Store
  let discard: () => Promise<void>
  let folder: string
  let numbers: { company: string; channelId: ChannelId; link: Link }[]
  const asked: unknown[] = []
  beforeEach(async () => {
    standIn = await startWhatsApp()
    standIn.events.subscribe((event) => {
      if (event.type === 'message-undecryptable' || event.type === 'message-refused') asked.push(event)
      if (event.type === 'receipt' && event.kind === 'retry') asked.push(event)
    })
    const fresh = await freshStore(engine, inject('postgresServer'))
    store = fresh.store
    discard = fresh.discard
    folder = mkdtempSync(join(tmpdir(), 'two-numbers-'))
    numbers = []
    for (const company of companies) {
      const channelId = newId(channelIdSchema)
      const link = await linkTo(standIn, { store, channelId, folder })
      await link.whatsapp.start([channelId])
      await standIn.phone(company).scan((await link.code()).qr)
      await link.state('online')
      numbers.push({ company, channelId, link })
    }
  })
  afterEach(async () => {
    for (const { link } of numbers) await link.stop()
    await discard()
    await standIn.close()
    rmSync(folder, { recursive: true, force: true })
  })

  it('each hear everything once and answer it, and nobody has to ask again', async () => {
    const clients = ['+79160000001', '+79160000002', '+79160000003'].map((number) => standIn.client(number))
    const replies: Promise<unknown>[] = []
    for (const { link, channelId, company } of numbers) {
      link.beforeReceive = async (incoming) => {
        if (!incoming || !('kind' in incoming)) return
        const { whatsappId, client, text } = incoming
        const to = { ...(client.phone ? { phone: client.phone } : {}), ...(client.lid ? { lid: client.lid } : {}) }
        const reply = { channelId, whatsappId: `3EB0${whatsappId}`, to, text: `${company}: ${text}` }
        replies.push(link.whatsapp.send(reply))
      }
    }
    for (let round = 0; round < rounds; round += 1) {
      for (const client of clients) for (const { company } of numbers) void client.sendText(company, `${round}`)
      await new Promise(setImmediate)
    }
    const expected = rounds * clients.length
    for (const { link } of numbers) await link.until(() => (link.messages.length >= expected ? true : undefined))
    for (const outcome of await Promise.all(replies)) expect(outcome).toMatchObject({ outcome: 'sent' })
    for (const client of clients) {
      const texts = companies.flatMap((company) => Array.from({ length: rounds }, (_, round) => `${company}: ${round}`))
      for (const text of texts) await client.waitForMessage((message) => message.text === text)
      expect(client.received.map(({ text }) => text).sort()).toEqual(texts.sort())
    }
    for (const { link } of numbers) {
      expect(link.messages.map(({ kind }) => kind)).toEqual(Array.from({ length: expected }, () => 'text'))
    }
    expect(asked).toEqual([])
  })
})
