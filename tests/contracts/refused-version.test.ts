import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import type { Store } from '../../relay/store/open.ts'
import { createWebVersion, type Version } from '../../relay/whatsapp/web-version.ts'
import { type ChannelId, channelIdSchema } from '../../shared/ids.ts'
import { countingIds } from '../world/ids.ts'
import { freshStore } from '../world/stores.ts'
import { startWhatsApp, type WhatsAppStandIn } from '../world/whatsapp/whatsapp.ts'
import { type Link, linkTo } from './whatsapp-link.ts'

const company = '+74950001122'
const old: Version = [2, 3000, 1]
const newer: Version = [2, 3000, 2]

let standIn: WhatsAppStandIn
let store: Store
let discard: () => Promise<void>
let channelId: ChannelId
let folder: string
let link: Link
let kept: Version[]
/** What WhatsApp Web's page names when it is asked. */
let newest: () => Version | undefined

beforeEach(async () => {
  standIn = await startWhatsApp()
  const fresh = await freshStore('sqlite')
  store = fresh.store
  discard = fresh.discard
  channelId = countingIds()(channelIdSchema)
  folder = mkdtempSync(join(tmpdir(), 'refused-version-'))
  kept = []
  newest = () => undefined
  const version = createWebVersion({
    first: old,
    fetchNewest: async () => newest(),
    keep: async (found) => void kept.push(found),
  })
  link = await linkTo(standIn, { store, channelId, folder }, { version })
  await link.whatsapp.startPairing(channelId)
  await standIn.phone(company, { name: 'Ромашка' }).scan((await link.code()).qr)
  await link.state('online')
})
afterEach(async () => {
  await link.stop()
  await standIn.close()
  await discard()
  rmSync(folder, { recursive: true, force: true })
})

function isRefused(): void {
  standIn.companion(company).refuseLogins('405')
  standIn.companion(company).dropConnection()
}

it('takes WhatsApp’s newest version when its own is refused, and is online again by itself', async () => {
  newest = () => {
    standIn.companion(company).allowLogins()
    return newer
  }
  isRefused()
  await link.state('reconnecting')
  await link.state('online')
  expect(kept).toEqual([newer])
  expect(link.states).not.toContain('versionRefused')
})

it('says that its version is refused when there is no newer one, and tries again when it is asked to', async () => {
  isRefused()
  await link.state('versionRefused')
  expect(kept).toEqual([])
  newest = () => newer
  standIn.companion(company).allowLogins()
  await link.whatsapp.connect(channelId)
  await link.state('online')
  expect(kept).toEqual([newer])
})
