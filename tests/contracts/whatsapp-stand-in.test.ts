import { randomBytes } from 'node:crypto'
import { downloadMediaMessage, type WAMessage } from '@whiskeysockets/baileys'
import { PNG } from 'pngjs'
import { encode } from 'uqr'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Client } from '../world/whatsapp/client.ts'
import { startControl } from '../world/whatsapp/control.ts'
import { Peer } from '../world/whatsapp/peer.ts'
import type { Phone } from '../world/whatsapp/phone.ts'
import { PlainCompanion } from '../world/whatsapp/plain-companion.ts'
import { pushMany } from '../world/whatsapp/push-many.ts'
import { RemoteWhatsApp } from '../world/whatsapp/remote-whatsapp.ts'
import { scanFromScreenshot } from '../world/whatsapp/scan-from-screenshot.ts'
import { silenceLibsignal } from '../world/whatsapp/silence-libsignal.ts'
import { trustMediaCertificate } from '../world/whatsapp/trust-media-certificate.ts'
import { startWhatsApp, type WhatsAppStandIn } from '../world/whatsapp/whatsapp.ts'

const COMPANY = '+7 495 000-11-22'
const DELIVERED = 3
const READ = 4
let whatsapp: WhatsAppStandIn
let phone: Phone
let companion: PlainCompanion
let anna: Client
const restore: (() => unknown)[] = []

beforeAll(async () => {
  restore.push(silenceLibsignal())
  whatsapp = await startWhatsApp()
  restore.push(trustMediaCertificate(whatsapp.mediaCertificate), () => whatsapp.close())
  phone = whatsapp.phone(COMPANY, { name: 'Romashka' })
  anna = whatsapp.client('+7 900 123-45-67', { name: 'Anna' })
  companion = await paired()
})
afterAll(async () => {
  await companion.disconnect()
  for (const back of restore) await back()
})
beforeEach(() => companion.until(() => companion.state.connection === 'open'))

describe('pairing', () => {
  it('makes the scanned device the open companion of the phone, named after the company', () => {
    expect(phone.companionState).toBe('online')
    expect(companion.auth.creds.me).toMatchObject({ id: '74950001122:1@s.whatsapp.net', name: 'Romashka' })
  })

  it('refuses a picture of some other QR code', async () => {
    await expect(phone.scan('https://example.org/menu')).rejects.toThrow('not a WhatsApp pairing code')
  })

  it('refuses the QR code of a device that went away', async () => {
    const { stranger, qr } = await unpaired(whatsapp)
    const seen = whatsapp.events.next('pairing-withdrawn')
    await stranger.disconnect()
    await seen
    await expect(phone.scan(qr)).rejects.toThrow('not valid any more')
    expect(phone.companionState).toBe('online')
  })

  it('refuses a QR code that was on the screen a minute ago', async () => {
    const clock = { time: Date.now(), now: () => clock.time }
    const slow = await startWhatsApp({ clock })
    const { stranger, qr } = await unpaired(slow)
    clock.time += 61_000
    await expect(slow.phone(COMPANY).scan(qr)).rejects.toThrow('too old')
    await stranger.disconnect()
    await slow.close()
  })
})

describe('a client writes', () => {
  it('and the companion reads the text, with phone number, LID and name of the sender', async () => {
    const { id } = await anna.sendText(COMPANY, 'Здравствуйте!')
    const { message, how } = await arrival(id)
    expect(message.message?.conversation).toBe('Здравствуйте!')
    expect(message.key).toMatchObject({ remoteJid: anna.jid, remoteJidAlt: anna.lid })
    expect([message.pushName, how]).toEqual(['Anna', 'notify'])
  })

  it('from a chat that WhatsApp addresses by LID', async () => {
    const lida = whatsapp.client('+79001112233', { addressing: 'lid' })
    const { id } = await lida.sendText(COMPANY, 'hello')
    const { message } = await arrival(id)
    expect(message.key).toMatchObject({ remoteJid: lida.lid, remoteJidAlt: lida.jid })
  })

  it('and learns that the message was delivered, and read', async () => {
    const { id } = await anna.sendText(COMPANY, 'seen?')
    const { message } = await arrival(id)
    await anna.waitForReceipt(id, 'deliveredAt')
    expect(anna.receiptsFor(id).readAt).toBeUndefined()
    await companion.socket.readMessages([message.key])
    await anna.waitForReceipt(id, 'readAt')
  })

  it('an image, and its bytes can be downloaded', async () => {
    const bytes = randomBytes(70_000)
    const { id } = await anna.sendImage(COMPANY, bytes, { caption: 'my cat', mime: 'image/png' })
    const { message } = await arrival(id)
    expect(message.message?.imageMessage).toMatchObject({ caption: 'my cat', mimetype: 'image/png' })
    expect(bytes.equals(await downloadMediaMessage(message, 'buffer', {}))).toBe(true)
  })

  it('a document, and its bytes and name arrive', async () => {
    const bytes = randomBytes(1_000)
    const { id } = await anna.sendDocument(COMPANY, bytes, { fileName: 'счёт.pdf', mime: 'application/pdf' })
    const { message } = await arrival(id)
    expect(message.message?.documentMessage).toMatchObject({ fileName: 'счёт.pdf', mimetype: 'application/pdf' })
    expect(bytes.equals(await downloadMediaMessage(message, 'buffer', {}))).toBe(true)
  })

  it('an image that WhatsApp has lost meanwhile, and the phone uploads it again when asked', async () => {
    const bytes = randomBytes(500)
    const { id } = await anna.sendImage(COMPANY, bytes)
    const { message } = await arrival(id)
    whatsapp.media.forgetAll()
    await expect(downloadMediaMessage(message, 'buffer', {})).rejects.toThrow('Failed to fetch')
    await companion.socket.refreshMediaConn(false)
    const renewed = await companion.socket.updateMediaMessage(message)
    expect(bytes.equals(await downloadMediaMessage(renewed, 'buffer', {}))).toBe(true)
  })

  it('while the companion is away, and it gets everything once at its next login, as append', async () => {
    await companion.disconnect()
    const sent = [await anna.sendText(COMPANY, 'one'), await anna.sendText(COMPANY, 'two')]
    companion.connect()
    for (const { id } of sent) expect((await arrival(id)).how).toBe('append')
    await settled()
    expect(companion.messages.filter(({ message }) => sent.some(({ id }) => id === message.key.id))).toHaveLength(2)
  })

  it('and what the companion did not confirm comes again at its next login', async () => {
    whatsapp.companion(COMPANY).pauseInbound()
    const { id } = await anna.sendText(COMPANY, 'kept')
    await companion.disconnect()
    companion.connect()
    await companion.until(() => companion.state.connection === 'open')
    expect(companion.messages.some(({ message }) => message.key.id === id)).toBe(false)
    whatsapp.companion(COMPANY).resumeInbound()
    await arrival(id)
  })

  it('and sends the message again, under its id, when the companion has lost the session', async () => {
    await sendFrom('so that the session is answered')
    await companion.auth.keys.set({ session: { [`${anna.lidUser}_1.0`]: null } })
    const { id } = await anna.sendText(COMPANY, 'again, please')
    const { message } = await arrival(id, ({ message }) => message.message?.conversation === 'again, please')
    expect(message.key.id).toBe(id)
    await settled()
  })
})

describe('the company writes', () => {
  it('a text to a number it never saw before, and the person gets it once', async () => {
    const boris = whatsapp.client('+375291112233', { name: 'Boris' })
    const id = await sendFrom('Добрый день', boris)
    expect(boris.received).toMatchObject([{ id, text: 'Добрый день', from: '74950001122' }])
    expect(boris.deliveries(id)).toBe(1)
  })

  it('and sees the ticks: delivered, then read', async () => {
    const id = await sendFrom('ticks')
    await companion.until(() => statusOf(id) === DELIVERED)
    anna.markRead(id)
    await companion.until(() => statusOf(id) === READ)
  })

  it('a document, and the person gets its bytes and name', async () => {
    const bytes = randomBytes(50_000)
    const id = await sendFrom({ document: bytes, fileName: 'договор.docx', mimetype: 'application/msword' })
    const got = await anna.waitForMessage((message) => message.id === id)
    expect(got.file).toMatchObject({ name: 'договор.docx', mime: 'application/msword' })
    expect(got.file?.bytes.equals(bytes)).toBe(true)
  })

  it('and its own phone sees the message too', async () => {
    const id = await sendFrom('also on the phone')
    expect(await phone.waitForMessage((message) => message.id === id)).toMatchObject({ text: 'also on the phone' })
  })

  it('on the phone itself, and the companion sees it as its own message to that client', async () => {
    const { id } = await phone.typeMessage(anna.number, 'typed on the phone')
    const { message } = await arrival(id)
    expect(message.key).toMatchObject({ remoteJid: anna.jid, fromMe: true })
    expect(message.message?.conversation).toBe('typed on the phone')
  })

  it('only to people who are on WhatsApp: a stranger is not', async () => {
    const found = await companion.socket.onWhatsApp(anna.number, '79990000000')
    expect(found).toEqual([{ exists: true, jid: anna.jid }])
  })
})

describe('a connection ends', () => {
  it.each([
    [503, 503],
    ['replaced', 440],
  ] as const)('with stream error %s, which the companion knows as %i', async (reason, code) => {
    whatsapp.companion(COMPANY).streamError(reason)
    await companion.until(() => companion.state.connection === 'close' && companion.closedWith === code)
    companion.connect()
  })

  it('without a word, and a refused login says why', async () => {
    const control = whatsapp.companion(COMPANY)
    control.refuseLogins('403')
    control.dropConnection()
    await companion.until(() => companion.state.connection === 'close' && companion.closedWith === 428)
    companion.connect()
    await companion.until(() => companion.state.connection === 'close' && companion.closedWith === 403)
    control.allowLogins()
    companion.connect()
  })
})

describe('the device is unlinked', () => {
  it('on the phone: the companion is told 401, now and at its next login; a new scan makes it work again', async () => {
    phone.unlink()
    await companion.until(() => companion.state.connection === 'close' && companion.closedWith === 401)
    companion.connect()
    await whatsapp.events.next('login-refused')
    await companion.until(() => companion.state.connection === 'close' && companion.closedWith === 401)
    companion = await paired()
    const { id } = await anna.sendText(COMPANY, 'welcome back')
    await arrival(id)
  })

  it('by itself: the phone shows no companion any more', async () => {
    const gone = whatsapp.events.next('companion-unlinked', ({ by }) => by === 'companion')
    await companion.socket.logout()
    await gone
    expect(phone.companionState).toBe('none')
    companion = await paired()
  })
})

describe('a phone holds two sessions with a device', () => {
  it('and a late message on the older one does not spoil the newer one', async () => {
    const [device, person] = [new Peer(), new Peer()]
    const write = async (from: Peer, to: Peer, text: string) => {
      const sealed = await from.encrypt(to === person ? 'person@lid' : 'device@lid', { conversation: text })
      return async () => (await to.decrypt(from === person ? 'person@lid' : 'device@lid', sealed)).conversation
    }
    const talk = async () => {
      await (await write(device, person, 'hello'))()
      await (await write(person, device, 'hello back'))()
    }
    await device.openSession('person@lid', person.takeBundle())
    await talk()
    const late = await write(device, person, 'late')
    await device.openSession('person@lid', person.takeBundle())
    await talk()
    expect(await late()).toBe('late')
    expect(await (await write(person, device, 'still understood'))()).toBe('still understood')
  })
})

describe('a phone looks at a screenshot', () => {
  it.each([1, 3, 12])('and reads a QR code whose squares are %i pixels wide', (scale) => {
    const text = `https://wa.me/settings/linked_devices#2@${randomBytes(150).toString('base64')}`
    expect(scanFromScreenshot(screenshotOf(text, scale))).toBe(text)
  })

  it('and says so when there is none on the page', () => {
    expect(() => scanFromScreenshot(screenshotOf('', 0))).toThrow('no QR code in this screenshot')
  })
})

describe('the stand-in is driven from another process', () => {
  it('which scans, writes as a client, reads what the client got, and sees the state', async () => {
    const control = await startControl(whatsapp)
    const remote = new RemoteWhatsApp(control.url)
    const { stranger, qr } = await unpaired(whatsapp)
    await remote.scan(COMPANY, qr)
    await stranger.until(() => stranger.state.connection === 'open')
    companion = stranger
    const { id } = await remote.sendText(anna.number, COMPANY, 'from afar')
    expect((await arrival(id)).message.message?.conversation).toBe('from afar')
    const reply = await sendFrom('answered')
    expect(await remote.waitForMessage(anna.number, { id: reply })).toMatchObject({ text: 'answered', deliveries: 1 })
    expect((await remote.state()).phones).toMatchObject([{ companionState: 'online' }])
    await control.close()
  })

  it('and is told what was wrong with a call', async () => {
    const control = await startControl(whatsapp)
    await expect(new RemoteWhatsApp(control.url).scan(COMPANY, 'no code')).rejects.toThrow(
      'not a WhatsApp pairing code',
    )
    await control.close()
  })

  it('pushes many messages and says when each one left', async () => {
    const clients = ['79005550001', '79005550002'].map((number) => whatsapp.client(number))
    const sent = await pushMany({ company: phone.number, count: 100, clients, perSecond: 1_000 })
    const last = await arrival(sent.at(-1)?.id ?? '')
    expect(last.message.message?.conversation).toContain('bench 99')
    expect(sent.map(({ sentAt }) => sentAt)).toEqual(sent.map(({ sentAt }) => sentAt).sort((a, b) => a - b))
  })
})

/** A page of 1000 × 700 with a QR code on it, or without one. */
function screenshotOf(text: string, scale: number): Buffer {
  const page = new PNG({ width: 1000, height: 700 })
  page.data.fill(255)
  const squares = text ? encode(text).data : []
  squares.forEach((row, y) => {
    row.forEach((dark, x) => {
      if (!dark) return
      for (let dy = 0; dy < scale; dy++) {
        const start = ((y * scale + dy + 1) * page.width + 100 + x * scale) * 4
        for (let dx = 0; dx < scale; dx++) page.data.fill(0, start + dx * 4, start + dx * 4 + 3)
      }
    })
  })
  return PNG.sync.write(page)
}

async function paired(): Promise<PlainCompanion> {
  const { stranger, qr } = await unpaired(whatsapp)
  await phone.scan(qr)
  await stranger.until(() => stranger.state.connection === 'open')
  return stranger
}

async function unpaired(where: WhatsAppStandIn) {
  const stranger = new PlainCompanion({ waWebSocketUrl: where.url, markOnlineOnConnect: false }).connect()
  return { stranger, qr: await stranger.until(() => stranger.qr) }
}

type Arrival = PlainCompanion['messages'][number]

function arrival(id: string, fits: (arrived: Arrival) => boolean = () => true): Promise<Arrival> {
  return companion.until(() => companion.messages.find((one) => one.message.key.id === id && fits(one)))
}

/** Sends from the company and waits until the person has it. */
async function sendFrom(
  content: string | Parameters<typeof companion.socket.sendMessage>[1],
  to = anna,
): Promise<string> {
  const sent = await companion.socket.sendMessage(to.jid, typeof content === 'string' ? { text: content } : content)
  const id = idOf(sent)
  await to.waitForMessage((message) => message.id === id)
  return id
}

function idOf(message: WAMessage | undefined): string {
  if (!message?.key.id) throw new Error('Baileys sent nothing')
  return message.key.id
}

/** Ticks come as updates, or already merged into the own message (guide 0.7). */
function statusOf(id: string): number {
  const updated = companion.updates.filter(({ key }) => key.id === id).map(({ update }) => update.status ?? 0)
  const merged = companion.messages
    .filter(({ message }) => message.key.id === id)
    .map(({ message }) => message.status ?? 0)
  return Math.max(0, ...updated, ...merged)
}

/** Nothing is owed to the companion any more. */
async function settled(): Promise<void> {
  while (whatsapp.companion(COMPANY).unsettled > 0) await whatsapp.events.next('settled')
}
