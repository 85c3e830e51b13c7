import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, inject, it } from 'vitest'
import type { Store } from '../../relay/store/open.ts'
import { channelIdSchema } from '../../shared/ids.ts'
import { countingIds } from '../world/ids.ts'
import { engines, freshStore } from '../world/stores.ts'
import { startWhatsApp } from '../world/whatsapp/whatsapp.ts'
import { linkTo } from './whatsapp-link.ts'

const company = '+74950001122'

it.each(engines)('what comes while the keys on %s cannot be read is not confirmed, and comes again', async (engine) => {
  const standIn = await startWhatsApp()
  const { store, discard } = await freshStore(engine, inject('postgresServer'))
  const folder = mkdtempSync(join(tmpdir(), 'whatsapp-link-'))
  let away = false
  const shaky: Store = {
    ...store,
    get read() {
      if (away) throw new Error('the database is away')
      return store.read
    },
  }
  const channelId = countingIds()(channelIdSchema)
  const link = await linkTo(standIn, { store: shaky, channelId, folder })
  await link.whatsapp.start([channelId])
  await standIn.phone(company, { name: 'Ромашка' }).scan((await link.code()).qr)
  await link.state('online')

  away = true
  await standIn.client('+79001234567', { name: 'Анна' }).sendText(company, 'База отошла')
  await link.state('reconnecting')
  away = false
  const message = await link.until(() => link.messages[0])
  expect(message.text).toBe('База отошла')

  await link.stop()
  await standIn.close()
  await discard()
  rmSync(folder, { recursive: true, force: true })
})
