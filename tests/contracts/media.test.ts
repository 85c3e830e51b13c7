import { randomBytes } from 'node:crypto'
import { request } from 'node:http'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import type { MessageEvent } from '../../shared/events.ts'
import { ExtensionPeer, extensionOrigin } from '../world/extension-peer.ts'
import { type Office, openOffice } from '../world/relay-in-process.ts'
import { engines, freshDatabase } from '../world/stores.ts'

const company = '+74951234567'
const annasNumber = '+79161234567'

describe.each(engines)('files of clients, the relay on %s', (engine) => {
  let office: Office
  let live: ExtensionPeer
  beforeAll(async () => {
    office = await openOffice(engine === 'postgres' ? await freshDatabase(inject('postgresServer')) : undefined)
    await office.pair(company)
    live = await ExtensionPeer.connect(office.relay.address, { token: office.token, cursor: 0 })
  })
  afterAll(async () => {
    live.close()
    await office.close()
  })

  const anna = () => office.whatsapp.client(annasNumber, { name: 'Анна' })
  const told = (fits: (file: NonNullable<MessageEvent['message']['file']>) => boolean) =>
    live.event('message', ({ message }) => message.file !== undefined && fits(message.file))

  /** A document that has arrived whole. */
  async function document(fileName: string, bytes: Buffer) {
    await anna().sendDocument(company, bytes, { fileName })
    return (await told(({ name, state }) => name === fileName && state === 'ready')).message.file
  }

  const get = (path: string, headers: Record<string, string> = {}, method = 'GET') =>
    fetch(`${office.relay.address}/api/v1/files/${path}`, {
      method,
      headers: { Origin: extensionOrigin, Authorization: `Bearer ${office.token}`, ...headers },
    })

  describe('are played and resumed by pieces:', () => {
    const bytes = randomBytes(200_000)
    let id: string
    beforeAll(async () => {
      id = (await document('запись.bin', bytes))?.id ?? ''
    })

    it('a piece', async () => {
      const answer = await get(id, { Range: 'bytes=1000-1999' })
      expect(answer.status).toBe(206)
      expect(answer.headers.get('content-range')).toBe('bytes 1000-1999/200000')
      expect(Buffer.from(await answer.arrayBuffer())).toEqual(bytes.subarray(1000, 2000))
    })

    it('the rest after a cut line, only while it is the same file', async () => {
      const etag = (await get(id, {}, 'HEAD')).headers.get('etag') ?? ''
      const rest = await get(id, { Range: 'bytes=150000-', 'If-Range': etag })
      expect(rest.status).toBe(206)
      expect(Buffer.from(await rest.arrayBuffer())).toEqual(bytes.subarray(150_000))
      const other = await get(id, { Range: 'bytes=150000-', 'If-Range': '"another"' })
      expect(other.status).toBe(200)
      expect((await other.arrayBuffer()).byteLength).toBe(200_000)
    })

    it('nothing of what lies behind the end', async () => {
      const answer = await get(id, { Range: 'bytes=200000-' })
      expect(answer.status).toBe(416)
      expect(answer.headers.get('content-range')).toBe('bytes */200000')
    })

    it('the head alone', async () => {
      const answer = await get(id, {}, 'HEAD')
      expect(answer.status).toBe(200)
      expect(answer.headers.get('content-length')).toBe('200000')
      expect(answer.headers.get('accept-ranges')).toBe('bytes')
    })

    it('and nothing at all for whoever may not read', async () => {
      expect((await get(id, { Authorization: 'Bearer wrong', Range: 'bytes=0-1' })).status).toBe(401)
      expect((await get(`${id}/thumbnail`, { Authorization: 'Bearer wrong' })).status).toBe(401)
    })
  })

  it('a photo has its measures and a small picture; a document has none', async () => {
    const photo = await sharp({ create: { width: 900, height: 600, channels: 3, background: '#aa3311' } })
      .jpeg()
      .toBuffer()
    await anna().sendImage(company, photo)
    const { message } = await told(({ mime, state }) => mime === 'image/jpeg' && state === 'ready')
    expect(message.file).toMatchObject({ width: 900, height: 600, thumbnail: true })
    const small = await get(`${message.file?.id}/thumbnail`)
    expect(small.headers.get('content-type')).toBe('image/jpeg')
    expect(await sharp(Buffer.from(await small.arrayBuffer())).metadata()).toMatchObject({ width: 320, height: 213 })
    const text = await document('письмо.txt', Buffer.from('письмо'))
    expect(text?.thumbnail).toBeUndefined()
    expect((await get(`${text?.id}/thumbnail`)).status).toBe(404)
  })

  it('a picture that is not one comes all the same, without a small picture', async () => {
    await anna().sendImage(company, Buffer.from('это не картинка'), { mime: 'image/png' })
    const { message } = await told(({ mime, state }) => mime === 'image/png' && state === 'ready')
    expect(message.file?.thumbnail).toBeUndefined()
    expect((await get(`${message.file?.id}/thumbnail`)).status).toBe(404)
    expect(await (await get(message.file?.id ?? '')).text()).toBe('это не картинка')
  })

  it('a name with a path and control characters harms nobody', async () => {
    await anna().sendDocument(company, Buffer.from('x'), { fileName: '../../etc/\u0007\u202Epass"wd\r\n.txt' })
    const { message } = await told(({ name, state }) => name.includes('pass') && state === 'ready')
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must not be there
    expect(message.file?.name).not.toMatch(/[/\\\u0000-\u001f\u202e]/)
    const answer = await get(message.file?.id ?? '')
    expect(answer.headers.get('content-disposition')).toMatch(/^attachment; filename="[^"]*"; filename\*=UTF-8''\S+$/)
  })

  it('one that is larger than the relay takes is said to be, with its size, and is not fetched', async () => {
    await anna().sendDocument(company, Buffer.alloc(1024 * 1024 + 1), { fileName: 'большой.bin' })
    const { message } = await told(({ name, state }) => name === 'большой.bin' && state === 'gone')
    expect(message.file).toMatchObject({ trouble: 'tooLarge', size: 1024 * 1024 + 1 })
    const answer = await get(message.file?.id ?? '')
    expect(answer.status).toBe(404)
    expect(await answer.text()).toContain('larger than the relay takes')
  })

  it('200 MB from an employee are refused with a sentence, before they are sent', async () => {
    const said = await new Promise<string>((resolve, reject) => {
      const asking = request(`${office.relay.address}/api/v1/files/00000000-0000-7000-8000-00000000bbbb?name=a`, {
        method: 'PUT',
        headers: { Authorization: `Bearer ${office.token}`, 'Content-Length': 200 * 1024 * 1024 },
      })
      asking.on('error', reject)
      asking.on('response', (response) => {
        let text = String(response.statusCode)
        response.on('data', (chunk) => {
          text += String(chunk)
        })
        response.on('end', () => {
          asking.destroy()
          resolve(text)
        })
      })
      asking.flushHeaders()
    })
    expect(said).toMatch(/^413.*"tooLarge".*1 MB that the relay takes/)
  })

  it('one that WhatsApp no longer has is asked of the phone, which uploads it again', async () => {
    const { media } = office.whatsapp
    const companion = office.whatsapp.companionOf('74951234567')
    companion?.hold()
    await anna().sendDocument(company, Buffer.from('вернулся'), { fileName: 'вернулся.txt' })
    media.forgetAll()
    companion?.release()
    const { message } = await told(({ name, state }) => name === 'вернулся.txt' && state === 'ready')
    expect(await (await get(message.file?.id ?? '')).text()).toBe('вернулся')
  })

  it('one that the phone does not have either has expired, and people are told', async () => {
    const companion = office.whatsapp.companionOf('74951234567')
    companion?.hold()
    await anna().sendDocument(company, Buffer.from('пропал'), { fileName: 'пропал.txt' })
    office.whatsapp.media.loseAll()
    companion?.release()
    const { message, change } = await told(({ name, state }) => name === 'пропал.txt' && state === 'gone')
    expect({ trouble: message.file?.trouble, change }).toEqual({ trouble: 'expired', change: 'file' })
  })

  it('a line that dies in the middle of one does not hold up the next', async () => {
    const stopped = office.whatsapp.media.stopNextHalfWay()
    await anna().sendDocument(company, randomBytes(300_000), { fileName: 'застрял.bin' })
    expect(await stopped).toBe('download')
    expect(await document('следующий.txt', Buffer.from('следующий'))).toMatchObject({ state: 'ready' })
  })
})
