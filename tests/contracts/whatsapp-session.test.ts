import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buffer } from 'node:stream/consumers'
import * as v from 'valibot'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, inject, it } from 'vitest'
import { unhandledArrivals } from '../../relay/store/arrivals.ts'
import { readCredentials, writeCredentials } from '../../relay/store/credentials.ts'
import type { Store } from '../../relay/store/open.ts'
import { createFetchFromWhatsApp } from '../../relay/whatsapp/media.ts'
import { type ChannelId, channelIdSchema } from '../../shared/ids.ts'
import { phoneNumberSchema } from '../../shared/phone-number.ts'
import { countingIds } from '../world/ids.ts'
import { engines, freshStore } from '../world/stores.ts'
import { trustMediaCertificate } from '../world/whatsapp/trust-media-certificate.ts'
import { startWhatsApp, type WhatsAppStandIn } from '../world/whatsapp/whatsapp.ts'
import { type Link, linkTo } from './whatsapp-link.ts'

const company = '+74950001122'
let standIn: WhatsAppStandIn
let distrust: () => void
/** What the stand-in had to do because somebody could not read somebody. */
const undecryptable: unknown[] = []

beforeAll(async () => {
  standIn = await startWhatsApp()
  standIn.events.subscribe((event) => {
    if (event.type === 'message-undecryptable' || event.type === 'message-refused') undecryptable.push(event)
    if (event.type === 'receipt' && event.kind === 'retry') undecryptable.push(event)
  })
  distrust = trustMediaCertificate(standIn.mediaCertificate)
})
afterAll(async () => {
  distrust()
  await standIn.close()
})

describe.each(engines)('the link to WhatsApp with its keys in %s', (engine) => {
  const newId = countingIds()
  let store: Store
  let discard: () => Promise<void>
  let channelId: ChannelId
  let folder: string
  let link: Link

  beforeEach(async () => {
    undecryptable.length = 0
    const fresh = await freshStore(engine, inject('postgresServer'))
    store = fresh.store
    discard = fresh.discard
    channelId = newId(channelIdSchema)
    folder = mkdtempSync(join(tmpdir(), 'whatsapp-link-'))
    link = await linkTo(standIn, { store, channelId, folder })
  })
  afterEach(async () => {
    await link.stop()
    standIn.phone(company).unlink()
    await discard()
    rmSync(folder, { recursive: true, force: true })
  })

  const phone = () => standIn.phone(company, { name: 'Ромашка' })
  const anna = () => standIn.client('+79001234567', { name: 'Анна' })

  async function pair(on: Link = link): Promise<void> {
    await on.whatsapp.start([channelId])
    await phone().scan((await on.code()).qr)
    await on.state('online')
  }

  it('shows a code by itself, and is online once the phone has scanned it', async () => {
    await link.whatsapp.start([channelId])
    const code = await link.code()
    expect(code).toMatchObject({ channelId, number: 1, total: 6 })
    await phone().scan(code.qr)
    await link.state('online')
    expect(link.states).toEqual(['waitingForScan', 'pairing', 'online'])
    await link.until(() => link.accounts[0])
    expect(link.accounts[0]).toMatchObject({ phone: company, name: 'Ромашка' })
  })

  it('hands over what a client writes', async () => {
    await pair()
    const { id } = await anna().sendText(company, 'Здравствуйте')
    const message = await link.until(() => link.messages[0])
    expect(message).toMatchObject({ whatsappId: id, origin: 'client', kind: 'text', text: 'Здравствуйте' })
    expect(message.client).toMatchObject({ phone: '+79001234567', lid: anna().lidUser, name: 'Анна' })
  })

  /** So that the next message brings nothing new but itself. */
  async function acquaint(): Promise<void> {
    await pair()
    const { id } = await anna().sendText(company, 'знакомство')
    await anna().waitForReceipt(id, 'deliveredAt')
    await link.until(() => link.messages[0])
  }

  it('hands over nothing twice when WhatsApp delivers again what was stored but not confirmed', async () => {
    await acquaint()
    const gone = standIn.events.next('companion-disconnected')
    const commit = store.write
    // As in a crash between the commit and the receipt: the connection is cut before anybody learns of the commit.
    store.write = async (work) => {
      const result = await commit(work)
      const arrivals = await unhandledArrivals(store.read, channelId, 0, 10)
      if (arrivals.some(({ envelope }) => envelope.includes(anna().number))) {
        standIn.companion(company).dropConnection()
        store.write = commit
      }
      return result
    }
    const { id } = await anna().sendText(company, 'одно')
    await gone
    expect(anna().receiptsFor(id)).toEqual({})
    await anna().waitForReceipt(id, 'deliveredAt')
    await anna().sendText(company, 'другое')
    await link.until(() => link.messages.find(({ text }) => text === 'другое'))
    expect(link.messages.map(({ text }) => text)).toEqual(['знакомство', 'одно', 'другое'])
    expect(undecryptable).toEqual([])
  })

  it('confirms nothing to WhatsApp that could not be stored, and takes it when it can be', async () => {
    await acquaint()
    const commit = store.write
    store.write = () => Promise.reject(new Error('the disk is full'))
    const { id } = await anna().sendText(company, 'важное')
    await link.state('reconnecting')
    expect(anna().receiptsFor(id)).toEqual({})
    store.write = commit
    await link.until(() => link.messages[1])
    await anna().waitForReceipt(id, 'deliveredAt')
    expect(link.messages.map(({ text }) => text)).toEqual(['знакомство', 'важное'])
  })

  it('takes after a restart what an earlier process had stored but not handled', async () => {
    await pair()
    link.beforeReceive = () => new Promise(() => {})
    const { id } = await anna().sendText(company, 'до падения')
    await anna().waitForReceipt(id, 'deliveredAt')
    const next = await linkTo(standIn, { store, channelId, folder })
    await next.whatsapp.start([channelId])
    expect(await next.until(() => next.messages[0])).toMatchObject({ whatsappId: id, text: 'до падения' })
    await next.stop()
    link.messages.length = 0
    link.whatsapp.stop = async () => {}
  })

  it('takes what came while it was offline, in order', async () => {
    await pair()
    await link.stop()
    for (const text of ['раз', 'два', 'три']) await anna().sendText(company, text)
    link = await linkTo(standIn, { store, channelId, folder })
    await link.whatsapp.start([channelId])
    await link.until(() => (link.messages.length === 3 ? true : undefined))
    await link.state('online')
    expect(link.messages.map(({ text }) => text)).toEqual(['раз', 'два', 'три'])
    expect(link.states).toEqual(['connecting', 'online'])
  })

  it('shows what is typed on the phone as ours, and what the client quotes', async () => {
    await pair()
    const typed = await phone().typeMessage(anna().number, 'С телефона')
    const ours = await link.until(() => link.messages[0])
    expect(ours).toMatchObject({ whatsappId: typed.id, origin: 'phone', text: 'С телефона' })
    expect(ours.client).toMatchObject({ phone: '+79001234567', name: '' })
    const contextInfo = { stanzaId: typed.id, quotedMessage: { conversation: 'С телефона' } }
    await anna().send(company, { extendedTextMessage: { text: 'Ответ', contextInfo } })
    expect(await link.until(() => link.messages[1])).toMatchObject({ text: 'Ответ', quotedWhatsappId: typed.id })
  })

  it('fetches the bytes of an image and of a document', async () => {
    await pair()
    const fetchFile = createFetchFromWhatsApp({
      settings: { webSocketUrl: standIn.url, isStandIn: true },
      media: link.media,
    })
    const image = randomBytes(70_000)
    await anna().sendImage(company, image, { caption: 'Фото' })
    const withImage = await link.until(() => link.messages[0])
    expect(withImage).toMatchObject({ kind: 'image', text: 'Фото', file: { mime: 'image/jpeg', size: 70_000 } })
    const fetched = await fetchFile(withImage.file?.source ?? '')
    expect(fetched).toEqual({ state: 'ready', stored: { sha256: withImage.file?.sha256, size: 70_000 } })
    expect(await buffer(link.media.read(withImage.file?.sha256 ?? ''))).toEqual(image)

    await anna().sendDocument(company, Buffer.from('счёт'), { fileName: '../счёт.pdf', caption: 'вот' })
    const withDocument = await link.until(() => link.messages[1])
    expect(withDocument).toMatchObject({ kind: 'document', text: 'вот', file: { name: 'счёт.pdf' } })
    expect(await fetchFile(withDocument.file?.source ?? '')).toMatchObject({ state: 'ready' })

    standIn.media.forgetAll()
    expect(await fetchFile(withDocument.file?.source ?? '')).toEqual({ state: 'away' })
  })

  it('sends a text and a document, and brings the ticks back', async () => {
    await pair()
    const to = { phone: v.parse(phoneNumberSchema, '+79001234567') }
    anna().readsAtOnce = true
    const text = await link.whatsapp.send({ channelId, whatsappId: '3EB0TEXT', to, text: 'Добрый день' })
    expect(text).toMatchObject({ outcome: 'sent', at: expect.any(Number) })
    expect(await anna().waitForMessage(({ id }) => id === '3EB0TEXT')).toMatchObject({ text: 'Добрый день' })
    await link.until(() => link.receipts.find(({ stage }) => stage === 'read'))
    expect(link.receipts.every(({ whatsappIds }) => whatsappIds.includes('3EB0TEXT'))).toBe(true)

    const path = join(folder, 'file')
    writeFileSync(path, 'счёт на оплату')
    const { size } = statSync(path)
    const file = { path, sha256: '', size, name: 'Счёт.pdf', mime: 'application/pdf', kind: 'document' as const }
    const quoted = { whatsappId: '3EB0TEXT', fromUs: true, text: 'Добрый день' }
    const sent = await link.whatsapp.send({ channelId, whatsappId: '3EB0FILE', to, text: 'Счёт', file, quoted })
    expect(sent.outcome).toBe('sent')
    const received = await anna().waitForMessage(({ id }) => id === '3EB0FILE')
    expect(received).toMatchObject({ text: 'Счёт', file: { name: 'Счёт.pdf', mime: 'application/pdf' } })
    expect(received.file?.bytes.toString()).toBe('счёт на оплату')
  })

  it('gives the client a message only once when it is sent again under the same id', async () => {
    await pair()
    const message = { channelId, whatsappId: '3EB0TWICE', to: { lid: anna().lidUser }, text: 'один раз' }
    expect(await link.whatsapp.send(message)).toMatchObject({ outcome: 'sent' })
    expect(await link.whatsapp.send(message)).toMatchObject({ outcome: 'sent' })
    await anna().waitForMessage(({ id }) => id === '3EB0TWICE')
    expect(anna().received.filter(({ id }) => id === '3EB0TWICE')).toHaveLength(1)
  })

  it('keeps the keys of a reply that leaves while its message is still being handed over', async () => {
    await acquaint()
    const to = { phone: v.parse(phoneNumberSchema, '+79001234567') }
    const replies: Promise<unknown>[] = []
    link.beforeReceive = async (incoming) => {
      if (incoming && 'kind' in incoming)
        replies.push(link.whatsapp.send({ channelId, whatsappId: `3EB0${incoming.text}`, to, text: 're' }))
    }
    for (const text of ['A', 'B', 'C']) {
      await anna().sendText(company, text)
      await anna().waitForMessage(({ id }) => id === `3EB0${text}`)
    }
    await Promise.all(replies)
    expect(undecryptable).toEqual([])
  })

  it('says why a message cannot leave', async () => {
    const to = { phone: v.parse(phoneNumberSchema, '+79001234567') }
    const message = { channelId, whatsappId: '3EB0NOT', to, text: 'x' }
    expect(await link.whatsapp.send(message)).toMatchObject({ outcome: 'later' })
    await pair()
    const stranger = { phone: v.parse(phoneNumberSchema, '+79990000001') }
    expect(await link.whatsapp.send({ ...message, to: stranger })).toMatchObject({ reason: 'notOnWhatsApp' })
    const path = join(folder, 'nothing')
    const file = { path, sha256: '', size: 1, name: 'x', mime: 'x/y', kind: 'document' as const }
    expect(await link.whatsapp.send({ ...message, file })).toMatchObject({ reason: 'fileMissing' })
  })

  it('forgets the keys when the phone unlinks it, and can be paired again', async () => {
    await pair()
    phone().unlink()
    await link.state('unlinked')
    expect(await readCredentials(store.read, channelId)).toBeUndefined()
    await link.whatsapp.startPairing(channelId)
    await phone().scan((await link.code()).qr)
    await link.state('online')
    await anna().sendText(company, 'снова')
    expect(await link.until(() => link.messages[0])).toMatchObject({ text: 'снова' })
  })

  it('tells the phone when an administrator unlinks it', async () => {
    await pair()
    const told = standIn.events.next('companion-unlinked', ({ by }) => by === 'companion')
    await link.whatsapp.unlink(channelId)
    await told
    expect(link.whatsapp.statusOf(channelId).state).toBe('notPaired')
    expect(await readCredentials(store.read, channelId)).toBeUndefined()
  })

  it('comes back by itself after a lost connection, but not when another has taken its place', async () => {
    await pair()
    standIn.companion(company).dropConnection()
    await link.state('reconnecting')
    await link.state('online')
    standIn.companion(company).streamError('replaced')
    await link.state('replaced')
    await link.whatsapp.connect(channelId)
    await link.state('online')
  })

  it('keeps its credentials when only a login is refused, and says so', async () => {
    await pair()
    standIn.companion(company).refuseLogins('403')
    standIn.companion(company).dropConnection()
    await link.state('banned')
    expect(await readCredentials(store.read, channelId)).toBeDefined()
    standIn.companion(company).allowLogins()
    await link.whatsapp.connect(channelId)
    await link.state('online')
  })

  it('does not put new credentials in the place of broken ones', async () => {
    await store.write((tx) => writeCredentials(tx, channelId, '{"noiseKey":{'))
    await link.whatsapp.start([channelId])
    expect(link.whatsapp.pairingCodeOf(channelId)).toBeUndefined()
    await expect(link.whatsapp.startPairing(channelId)).rejects.toThrow('cannot be read')
    expect(await readCredentials(store.read, channelId)).toBe('{"noiseKey":{')
  })

  it('prints nothing of what libsignal has to say', async () => {
    const printed: unknown[][] = []
    const { info, warn, error } = console
    const listen = (...words: unknown[]) => void printed.push(words)
    Object.assign(console, { info: listen, warn: listen, error: listen })
    try {
      const loud = await linkTo(standIn, { store, channelId, folder })
      await pair(loud)
      const to = { phone: v.parse(phoneNumberSchema, '+79001234567') }
      await loud.whatsapp.send({ channelId, whatsappId: '3EB0LOUD', to, text: 'x' })
      await loud.stop()
      console.info('Closing session:', { privKey: 'secret' })
      console.info('others are heard')
    } finally {
      Object.assign(console, { info, warn, error })
    }
    expect(printed).toEqual([['others are heard']])
  })
})
