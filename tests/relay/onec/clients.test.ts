import { describe, expect, it } from 'vitest'
import { faultOf, readBadPhones } from '../../../relay/onec/bad-phones.ts'
import { readClients } from '../../../relay/onec/clients.ts'

const card = { ref: 'Справочник.Контрагенты:1', name: 'Ромашка', kind: 'counterparty' }
const read = (...items: unknown[]) => readClients(items, 'RU')

describe('what 1C says of a phone', () => {
  it('is read with everything that it may carry', () => {
    const userId = '0190B3A0-0000-7000-8000-000000000003'
    const url = 'e1cib/data/Справочник.Контрагенты?ref=1'
    expect(read({ phone: '8 916 123-45-67', matches: [{ ...card, url, userId }] })).toEqual([
      { phone: '+79161234567', cards: [{ ...card, url, responsibleId: userId.toLowerCase() }] },
    ])
  })

  it('may be that it knows nobody, also as null', () => {
    for (const matches of [[], null, undefined])
      expect(read({ phone: '+79161234567', matches })).toEqual([{ phone: '+79161234567', cards: [] }])
  })

  it('is not that nobody is there, when its cards cannot be read', () => {
    expect(read({ phone: '+79161234567', matches: [{ ...card, kind: 'dog' }] })).toEqual([])
  })

  it('counts as it was said last, at most twenty cards, each once', () => {
    const many = Array.from({ length: 30 }, (_, index) => ({ ...card, ref: `К:${index % 25}` }))
    const [answer] = read({ phone: '+79161234567', matches: [] }, { phone: '+79161234567', matches: many })
    expect(answer?.cards).toHaveLength(20)
    expect(new Set(answer?.cards.map(({ ref }) => ref)).size).toBe(20)
  })

  it('leads only into 1C', () => {
    const [answer] = read({ phone: '+79161234567', matches: [{ ...card, url: 'https://evil.example/' }] })
    expect(answer?.cards).toEqual([card])
  })
})

describe('the phone-book doctor', () => {
  it.each([
    ['+7 916 123-45-67, 8 916 765-43-21', 'twoInField'],
    ['8 (495) 123-45-67 доб. 215', 'extension'],
    ['8 916 123 45 6о', 'letters'],
    ['123-45', 'tooShort'],
    ['8 916 123-45-67 8 916 765-43-21', 'tooLong'],
    ['8 916 123-45-6', 'unknown'],
    ['8 (916) 123-45-67', undefined],
    ['', undefined],
  ])('says of «%s»: %s', (written, fault) => {
    expect(faultOf(written, 'RU')).toBe(fault)
  })

  it('believes 1C where it names a fault, judges where it names none or one that is unknown, and leaves out what is well', () => {
    const item = { ref: 'К:1', name: 'Лютик', written: '123-45' }
    const items = [
      { ...item, fault: 'letters' },
      { ...item, fault: 'новое' },
      item,
      { ...item, written: '+79161234567' },
    ]
    expect(readBadPhones(items, 'RU').map(({ fault }) => fault)).toEqual(['letters', 'tooShort', 'tooShort'])
  })
})
