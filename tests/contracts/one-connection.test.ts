import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import type { Store } from '../../relay/store/open.ts'
import { type ChannelId, channelIdSchema } from '../../shared/ids.ts'
import { countingIds } from '../world/ids.ts'
import { freshStore } from '../world/stores.ts'
import { startWhatsApp, type WhatsAppStandIn } from '../world/whatsapp/whatsapp.ts'
import { type Link, linkTo } from './whatsapp-link.ts'

const company = '+74950001122'
let standIn: WhatsAppStandIn
let store: Store
let discard: () => Promise<void>
let channelId: ChannelId
let folder: string
let link: Link

beforeEach(async () => {
  standIn = await startWhatsApp()
  const fresh = await freshStore('sqlite')
  store = fresh.store
  discard = fresh.discard
  channelId = countingIds()(channelIdSchema)
  folder = mkdtempSync(join(tmpdir(), 'one-connection-'))
  link = await linkTo(standIn, { store, channelId, folder })
})
afterEach(async () => {
  await link.stop()
  await standIn.close()
  await discard()
  rmSync(folder, { recursive: true, force: true })
})

const pair = async (): Promise<void> => {
  await link.whatsapp.startPairing(channelId)
  await standIn.phone(company, { name: 'Ромашка' }).scan((await link.code()).qr)
  await link.state('online')
}

it('never has two connections of one number, whatever is pressed at once', async () => {
  const { whatsapp } = link
  const pressed = () => [
    whatsapp.startPairing(channelId),
    whatsapp.connect(channelId).catch(() => undefined),
    whatsapp.connectAnew(channelId),
    whatsapp.unlink(channelId),
    whatsapp.startPairing(channelId),
    whatsapp.connectAnew(channelId),
  ]
  await Promise.all([...pressed(), ...pressed(), ...pressed()])
  await pair()
  await Promise.all([whatsapp.connect(channelId), whatsapp.connectAnew(channelId), whatsapp.startPairing(channelId)])
  standIn.companion(company).streamError(515)
  await Promise.all([whatsapp.connect(channelId), whatsapp.connect(channelId)])
  await link.state('online')
  expect(standIn.mostConnections).toBe(1)
})

it('does not leave a connection behind that nobody knows of', async () => {
  await Promise.all([link.whatsapp.startPairing(channelId), link.whatsapp.startPairing(channelId)])
  await link.whatsapp.stop()
  expect(standIn.connections).toBe(0)
})

it('is never seen online: else the company’s phone would not ring', async () => {
  const seen: string[] = []
  standIn.events.subscribe((event) => {
    if (event.type === 'presence') seen.push(event.kind)
  })
  const unavailable = standIn.events.next('presence', ({ kind }) => kind === 'unavailable')
  await pair()
  await unavailable
  const again = standIn.events.next('presence', ({ kind }) => kind === 'unavailable')
  standIn.companion(company).dropConnection()
  await again
  expect(seen).not.toContain('available')
  await link.state('online')
  seen.length = 0
  // Baileys learns the account's new name, and tells it in a presence without any other word.
  const named = standIn.events.next('presence', ({ kind }) => kind === 'name')
  const unseen = standIn.events.next('presence', ({ kind }) => kind === 'unavailable' && seen.includes('name'))
  Object.assign(standIn.phone(company), { name: 'Лютик' })
  await standIn.phone(company).typeMessage('+79001234567', 'С телефона')
  await named
  await unseen
  // A presence that only tells the name counts as being there until one says otherwise.
  expect(seen.at(-1)).toBe('unavailable')
})
