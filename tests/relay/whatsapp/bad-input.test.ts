import { describe, expect, it } from 'vitest'
import { arrived, understood } from './arrive.ts'

const secret = { mediaKey: Buffer.alloc(32, 1), directPath: '/v/t62/file', fileSha256: Buffer.alloc(32, 2) }
const message = (understanding: ReturnType<typeof understood>) => {
  if (!('message' in understanding)) throw new Error('no message')
  return understanding.message
}
const fileNamed = (fileName: string) => message(understood({ documentMessage: { ...secret, fileName } })).file?.name

describe('odd input of a client', () => {
  it('leaves a text of 65,536 characters whole', () => {
    const text = 'ж'.repeat(65_536)
    expect(message(understood({ conversation: text })).text).toBe(text)
  })

  it('leaves 500 emoji whole', () => {
    const text = '👩‍👩‍👧‍👦🇷🇺'.repeat(250)
    expect(message(understood({ conversation: text })).text).toBe(text)
  })

  it('leaves right-to-left text as it was written', () => {
    const text = '\u202bשלום עולם\u202c, مرحبا 123'
    expect(message(understood({ conversation: text })).text).toBe(text)
  })

  it.each([
    ['../../etc/passwd', 'passwd'],
    ['C:\\Windows\\win.ini', 'win.ini'],
    ['a\u0000b\u0007\n.pdf', 'ab.pdf'],
    ['счёт\u202Efdp.exe', 'счётfdp.exe'],
    ['..', 'document.bin'],
    ['', 'document.bin'],
    ['   ', 'document.bin'],
  ])('makes a harmless name of %j', (given, name) => {
    expect(fileNamed(given)).toBe(name)
  })

  it('cuts no emoji in half in a long name', () => {
    expect(fileNamed('😀'.repeat(300))).toBe('😀'.repeat(255))
  })

  it('takes a vCard with 30 people, and of 500 the first hundred', () => {
    const card = (index: number) => `BEGIN:VCARD\nFN:Человек ${index}\nTEL:+7916000${1000 + index}\nEND:VCARD\n`
    const people = (count: number) => {
      const vcard = Array.from({ length: count }, (_, index) => card(index)).join('')
      return message(understood({ contactMessage: { displayName: 'все', vcard } })).details?.contacts
    }
    expect(people(30)).toHaveLength(30)
    expect(people(30)?.[29]).toEqual({ name: 'Человек 29', phones: ['+79160001029'] })
    expect(people(500)).toHaveLength(100)
    const cards = Array.from({ length: 500 }, (_, index) => ({ vcard: card(index) }))
    expect(message(understood({ contactsArrayMessage: { contacts: cards } })).details?.contacts).toHaveLength(100)
  })

  it('keeps the name of a card that is none', () => {
    const broken = { contactMessage: { displayName: 'Пётр', vcard: 'BEGIN:VCARD\n;;;:::\n=ZZ' } }
    expect(message(understood(broken)).details?.contacts).toEqual([{ name: 'Пётр', phones: [] }])
    expect(message(understood({ contactMessage: {} })).details?.contacts).toEqual([])
  })

  it('takes a phone of three digits in a card as it stands', () => {
    const vcard = 'BEGIN:VCARD\nFN:Служба спасения\nTEL:112\nEND:VCARD'
    expect(message(understood({ contactMessage: { vcard } })).details?.contacts).toEqual([
      { name: 'Служба спасения', phones: ['112'] },
    ])
  })

  it('is nothing for people when it comes from a phone of three digits', () => {
    expect(understood({ conversation: 'x' }, { id: '1', from: '123@s.whatsapp.net' })).toEqual({ ignored: 'unknown' })
  })

  it('is no thumbnail when it is not a JPEG or larger than one', () => {
    const thumbnail = (jpegThumbnail: Buffer) =>
      message(understood({ imageMessage: { ...secret, jpegThumbnail } })).file?.thumbnail
    expect(thumbnail(Buffer.from([0xff, 0xd8, 0xff, 0xe0]))).toBe('/9j/4A==')
    expect(thumbnail(Buffer.from('<svg onload=alert(1)>'))).toBeUndefined()
    expect(thumbnail(Buffer.concat([Buffer.from([0xff, 0xd8, 0xff]), Buffer.alloc(200_000)]))).toBeUndefined()
  })

  it('states no impossible size or length', () => {
    const video = { ...secret, width: -1, height: 4_000_000_000, seconds: 4_000_000_000 }
    const { file, details } = message(understood({ videoMessage: video }))
    expect(file).not.toHaveProperty('width')
    expect(details).toBeUndefined()
  })

  it.each([{}, { id: '1' }, { from: '1@lid' }, null, 'text', [], 7])(
    'without its attributes is passed over: %j',
    (envelope) => {
      expect(arrived('message', envelope)).toEqual({ ignored: 'withoutEnvelope' })
      expect(arrived('call', envelope)).toEqual({ ignored: 'withoutEnvelope' })
      expect(arrived('undecryptable', envelope)).toEqual({ ignored: 'withoutEnvelope' })
    },
  )

  it('that is wrapped over and over ends', () => {
    let wrapped = { conversation: 'x' } as object
    for (let depth = 0; depth < 100; depth += 1) wrapped = { ephemeralMessage: { message: wrapped } }
    expect(understood(wrapped)).toMatchObject({ message: { kind: 'unsupported', rawKind: 'ephemeralMessage' } })
  })
})
