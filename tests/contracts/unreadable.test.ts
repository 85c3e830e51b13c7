import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { BinaryNode } from '@whiskeysockets/baileys'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, inject, it } from 'vitest'
import type { Store } from '../../relay/store/open.ts'
import { type ChannelId, channelIdSchema } from '../../shared/ids.ts'
import { countingIds } from '../world/ids.ts'
import { engines, freshStore } from '../world/stores.ts'
import type { Client } from '../world/whatsapp/client.ts'
import type { SealedLetter } from '../world/whatsapp/outgoing.ts'
import { startWhatsApp, type WhatsAppStandIn } from '../world/whatsapp/whatsapp.ts'
import { type Link, linkTo } from './whatsapp-link.ts'

const company = '+74950001122'
let standIn: WhatsAppStandIn
beforeAll(async () => {
  standIn = await startWhatsApp()
})
afterAll(() => standIn.close())

/** Encrypted now, to be posted at a chosen moment. */
async function sealed(client: Client, text: string): Promise<SealedLetter> {
  const letter = await client.sealText(company, text)
  if (!letter) throw new Error('the company has no device')
  return letter
}

/** As when the sender's session is out of step: the first copy cannot be read, the one that is sent again can. */
function spoilt(letter: SealedLetter): SealedLetter {
  const [enc] = letter.node.content as BinaryNode[]
  if (!(enc?.content instanceof Uint8Array)) throw new Error('nothing is encrypted')
  const content = Uint8Array.from(enc.content, (byte, index) => (index % 40 === 39 ? byte ^ 1 : byte))
  return { ...letter, node: { ...letter.node, content: [{ ...enc, content: Buffer.from(content) }] } }
}

describe.each(engines)('what cannot be read, with keys in %s', (engine) => {
  const newId = countingIds()
  let store: Store
  let discard: () => Promise<void>
  let channelId: ChannelId
  let folder: string
  let link: Link
  beforeEach(async () => {
    const fresh = await freshStore(engine, inject('postgresServer'))
    store = fresh.store
    discard = fresh.discard
    channelId = newId(channelIdSchema)
    folder = mkdtempSync(join(tmpdir(), 'arrivals-in-order-'))
    link = await linkTo(standIn, { store, channelId, folder })
    await link.whatsapp.start([channelId])
    await standIn.phone(company, { name: 'Ромашка' }).scan((await link.code()).qr)
    await link.state('online')
  })
  afterEach(async () => {
    await link.stop()
    standIn.phone(company).unlink()
    await discard()
    rmSync(folder, { recursive: true, force: true })
  })

  const anna = () => standIn.client('+79001234567', { name: 'Анна' })
  const boris = () => standIn.client('+79001234568', { name: 'Борис' })
  const textsOf = (client: Client) =>
    link.messages.filter((message) => message.client.phone === `+${client.number}`).map(({ text }) => text)
  const untilHeard = (count: number) => link.until(() => (link.messages.length >= count ? true : undefined))

  it('is shown as pending, and then comes readable under the same id', async () => {
    const { id } = anna().post(spoilt(await sealed(anna(), 'счёт')))
    await untilHeard(2)
    expect(link.messages.map(({ kind, text, whatsappId }) => [kind, text, whatsappId])).toEqual([
      ['pending', '', id],
      ['text', 'счёт', id],
    ])
  })

  it('holds nobody else up, not even when it is a burst', async () => {
    await boris().sendText(company, 'знакомство')
    await untilHeard(1)
    const unreadable: SealedLetter[] = []
    for (let number = 0; number < 80; number += 1) unreadable.push(spoilt(await sealed(anna(), `${number}`)))
    const began = performance.now()
    for (const letter of unreadable) anna().post(letter)
    await boris().sendText(company, 'срочно')
    await link.until(() => (textsOf(boris()).includes('срочно') ? true : undefined))
    // Baileys by itself would hold him up for a quarter of a second for each of the eighty: twenty seconds.
    expect(performance.now() - began).toBeLessThan(10_000)
  })
})
