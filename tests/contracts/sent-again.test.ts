import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import * as v from 'valibot'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, inject, it } from 'vitest'
import type { OutgoingMessage, SentBefore } from '../../relay/outbox/send-to-whatsapp.ts'
import type { Store } from '../../relay/store/open.ts'
import { systemAlarm } from '../../relay/timer.ts'
import { type ChannelId, channelIdSchema } from '../../shared/ids.ts'
import { phoneNumberSchema } from '../../shared/phone-number.ts'
import { countingIds } from '../world/ids.ts'
import { engines, freshStore } from '../world/stores.ts'
import { trustMediaCertificate } from '../world/whatsapp/trust-media-certificate.ts'
import { startWhatsApp, type WhatsAppStandIn } from '../world/whatsapp/whatsapp.ts'
import { type Link, linkTo } from './whatsapp-link.ts'

const company = '+74950001133'
const annasNumber = '+79001234568'

describe.each(engines)('what a phone could not read, on %s', (engine) => {
  const newId = countingIds()
  let standIn: WhatsAppStandIn
  let distrust: () => void
  let store: Store
  let discard: () => Promise<void>
  let channelId: ChannelId
  let folder: string
  let link: Link
  /** Alarms of the minute in which WhatsApp has to answer. */
  let minutes: (() => void)[]

  beforeAll(async () => {
    standIn = await startWhatsApp()
    distrust = trustMediaCertificate(standIn.mediaCertificate)
  })
  afterAll(async () => {
    distrust()
    await standIn.close()
  })
  beforeEach(async () => {
    const fresh = await freshStore(engine, inject('postgresServer'))
    store = fresh.store
    discard = fresh.discard
    channelId = newId(channelIdSchema)
    folder = mkdtempSync(join(tmpdir(), 'sent-again-'))
    minutes = []
    link = await begin()
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

  const begin = () =>
    linkTo(
      standIn,
      { store, channelId, folder },
      {
        setAlarm: (afterMs, ring) => {
          if (afterMs === 60_000) minutes.push(ring)
          return systemAlarm(afterMs, ring)
        },
      },
    )
  const anna = () => standIn.client(annasNumber, { name: 'Анна' })
  const to = { phone: v.parse(phoneNumberSchema, annasNumber) }

  /** Another process of the relay that knows what was sent before. */
  async function restart(sent: SentBefore[]): Promise<void> {
    await link.stop()
    link = await begin()
    ;(link.sent as SentBefore[]).push(...sent)
    await link.whatsapp.start([channelId])
    await link.state('online')
  }

  it('reaches it after a restart of the relay: a text, a file, an edit', async () => {
    const path = join(folder, 'счёт')
    writeFileSync(path, 'счёт на оплату')
    const { size } = statSync(path)
    const file = { path, sha256: '', size, name: 'Счёт.pdf', mime: 'application/pdf', kind: 'document' as const }
    const text = { channelId, whatsappId: '3EB0AGAIN1', to, text: 'прочтите' }
    const document = { channelId, whatsappId: '3EB0AGAIN2', to, text: 'счёт', file }
    const target = { whatsappId: '3EB0AGAIN1', fromUs: true }
    const edit = {
      channelId,
      whatsappId: '3EB0AGAIN3',
      to,
      target,
      content: { type: 'edit' as const, text: 'прочли?' },
    }
    anna().cannotReadNext(3)
    standIn.companion(company).pauseInbound()
    expect(await link.whatsapp.send(text)).toMatchObject({ outcome: 'sent' })
    expect(await link.whatsapp.send(document)).toMatchObject({ outcome: 'sent' })
    expect(await link.whatsapp.sendChange(edit)).toMatchObject({ outcome: 'sent' })
    expect(anna().received).toEqual([])
    await restart([text, document, edit])
    standIn.companion(company).resumeInbound()
    await anna().waitForMessage(({ id }) => id === '3EB0AGAIN1')
    expect((await anna().waitForMessage(({ id }) => id === '3EB0AGAIN2')).file?.bytes.toString()).toBe('счёт на оплату')
    expect((await anna().waitForMessage(({ id }) => id === '3EB0AGAIN3')).kind).toBe('protocolMessage')
  })

  it('reaches it after a restart of the relay: a place, cards, a poll with its secret, a sticker, a voice message', async () => {
    const path = join(folder, 'голос')
    writeFileSync(path, 'голос')
    const file = { path, sha256: '', size: statSync(path).size, name: 'голос.ogg', mime: 'audio/ogg' }
    const playback = { seconds: 3, waveform: Array.from({ length: 64 }, (_, place) => place) }
    const secret = Buffer.alloc(32, 9)
    const options = ['Утром', 'Днём']
    const poll = {
      type: 'poll' as const,
      question: 'Когда?',
      multiple: false,
      options,
      secret: secret.toString('base64'),
    }
    const people = [{ name: 'Пётр', phones: ['+79165554433'] }]
    const sent: SentBefore[] = [
      { ...said('PLACE'), part: { type: 'place', latitude: 55.75, longitude: 37.61, name: 'Офис' } },
      { ...said('CARDS'), part: { type: 'contacts', people } },
      { ...said('POLL'), part: poll },
      {
        ...said('STICKER'),
        file: { ...file, mime: 'image/webp', kind: 'sticker', pixels: { width: 512, height: 512 } },
      },
      { ...said('VOICE'), file: { ...file, kind: 'voice', playback } },
    ]
    anna().cannotReadNext(sent.length)
    standIn.companion(company).pauseInbound()
    for (const message of sent as OutgoingMessage[])
      expect(await link.whatsapp.send(message)).toMatchObject({ outcome: 'sent' })
    expect(sent.filter((message) => anna().received.some(({ id }) => id === message.whatsappId))).toEqual([])
    await restart(sent)
    standIn.companion(company).resumeInbound()
    const again = async (name: string) =>
      (await anna().waitForMessage(({ id }) => id === said(name).whatsappId)).content
    expect((await again('PLACE')).locationMessage).toMatchObject({ degreesLatitude: 55.75, name: 'Офис' })
    expect((await again('CARDS')).contactMessage?.vcard).toContain('waid=79165554433')
    const asked = await again('POLL')
    expect(asked.pollCreationMessageV3?.options?.map(({ optionName }) => optionName)).toEqual(options)
    expect(Buffer.from(asked.messageContextInfo?.messageSecret ?? []).equals(secret)).toBe(true)
    expect((await again('STICKER')).stickerMessage).toMatchObject({ width: 512, mimetype: 'image/webp' })
    const { audioMessage } = await again('VOICE')
    expect(audioMessage).toMatchObject({ ptt: true, seconds: 3 })
    expect([...(audioMessage?.waveform ?? [])]).toEqual(playback.waveform)
  })

  const said = (name: string) => ({ channelId, whatsappId: `3EB0AGAIN${name}`, to, text: '' })

  it('is named when WhatsApp does not answer within a minute, and leaves again under the same id', async () => {
    const message = { channelId, whatsappId: '3EB0SILENT', to, text: 'тишина' }
    standIn.companion(company).swallowMessages()
    const swallowed = standIn.events.next('message-rejected')
    const sending = link.whatsapp.send(message)
    await swallowed
    await expect.poll(() => minutes.length).toBeGreaterThan(1)
    for (const ring of minutes.splice(0)) ring()
    expect(await sending).toEqual({ outcome: 'later', cause: 'no answer from WhatsApp', hold: 'noAnswer' })
    standIn.companion(company).takeMessages()
    expect(await link.whatsapp.send(message)).toMatchObject({ outcome: 'sent' })
    await anna().waitForMessage(({ id }) => id === '3EB0SILENT')
    expect(anna().deliveries('3EB0SILENT')).toBe(1)
  })
})
