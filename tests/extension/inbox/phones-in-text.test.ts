import { describe, expect, test } from 'vitest'
import { phoneAsked, phonePlace } from '../../../extension/inbox/phone-place.ts'
import { phonesInText } from '../../../extension/inbox/phones-in-text.ts'

describe('a phone in a selected text', () => {
  test.each([
    ['8 (916) 123-45-67', ['8 (916) 123-45-67']],
    ['тел. 8 (916) 123-45-67 доб. 12', ['8 (916) 123-45-67']],
    ['+7 916 123-45-67, доб. 1204', ['+7 916 123-45-67']],
    ['Анна Петрова +79161234567 (звонить после 12:00)', ['+79161234567']],
    ['9161234567', ['9161234567']],
    ['8.916.123.45.67', ['8.916.123.45.67']],
    ['тел:8-916-123-45-67', ['8-916-123-45-67']],
    ['+49 (30) 1234567', ['+49 (30) 1234567']],
    ['моб. 8 916 123 45 67\nмагазин, Ленина 12', ['8 916 123 45 67']],
    ['Встреча 12.03.2026 10:15, тел 89161234567', ['89161234567']],
    ['ИНН 7701234567 тел 8 916 123-45-67', ['8 916 123-45-67']],
    ['Счёт № 1234567890 от 12.03.2026', []],
    ['ООО «Ромашка»', []],
    ['заказ 123-45-67', []],
    ['', []],
  ])('%s', (text, phones) => {
    expect(phonesInText(text)).toEqual(phones)
  })

  test.each([
    ['8 916 123-45-67, 8 (495) 765-43-21', ['8 916 123-45-67', '8 (495) 765-43-21']],
    ['89161234567/89261234567', ['89161234567', '89261234567']],
    ['89161234567 89261234567', ['89161234567', '89261234567']],
    ['8 916 123 45 67 8 926 987 65 43', ['8 916 123 45 67', '8 926 987 65 43']],
    ['+7 916 123-45-67+7 926 987-65-43', ['+7 916 123-45-67', '+7 926 987-65-43']],
    ['8 916 123-45-67 доб. 12 8 926 987-65-43', ['8 916 123-45-67', '8 926 987-65-43']],
    ['8 916 123-45-67 или 8 926 987-65-43', ['8 916 123-45-67', '8 926 987-65-43']],
  ])('two are told apart: %s', (text, phones) => {
    expect(phonesInText(text)).toEqual(phones)
  })

  test('the same one written twice is one', () => {
    expect(phonesInText('8 916 123-45-67; +7 916 123-45-67')).toEqual(['8 916 123-45-67'])
  })

  test('a whole page that was selected takes no time', () => {
    const begun = performance.now()
    phonesInText('1'.repeat(1_000_000))
    phonesInText('8 ( '.repeat(100_000))
    expect(performance.now() - begun).toBeLessThan(200)
  })
})

describe('the place of a phone', () => {
  test('carries any text there and back', () => {
    const text = 'тел. 8 (916) 123-45-67 #1/2?%'
    expect(phoneAsked(phonePlace('begin', text))).toEqual({ wish: 'begin', text })
    expect(phoneAsked(phonePlace('show', ''))).toEqual({ wish: 'show', text: '' })
  })

  test('is not a conversation’s, nor a broken one', () => {
    expect(phoneAsked('#/conversation/0190a000-0000-7000-8000-000000000000')).toBeUndefined()
    expect(phoneAsked('#/phone/send/123')).toBeUndefined()
    expect(phoneAsked('#/phone/show/%')).toBeUndefined()
  })
})
