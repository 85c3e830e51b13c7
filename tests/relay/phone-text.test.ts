import { describe, expect, it } from 'vitest'
import { type Country, type PhoneFault, phoneFaultSentences, readPhone } from '../../relay/phone-text.ts'
import { addresseeOf } from '../../relay/whatsapp/jid.ts'

describe('a phone that a person types', () => {
  it.each([
    ['8 (916) 123-45-67'],
    ['+7 916 1234567'],
    ['79161234567'],
    ['9161234567'],
    ['+7(916)123-45-67'],
    ['  8-916-123-45-67 '],
    ['\u202A+7 916 123-45-67\u202C'],
    ['tel:+79161234567'],
  ])('%s is +79161234567', (text) => {
    expect(readPhone(text, 'RU')).toEqual({ phone: '+79161234567' })
  })

  it('is the same number as WhatsApp’s own name for it', () => {
    expect(addresseeOf('79161234567@s.whatsapp.net')).toEqual({
      kind: 'phone',
      ...readPhone('8 (916) 123-45-67', 'RU'),
    })
  })

  it.each<[string, Country, string]>([
    ['8 (495) 123-45-67', 'RU', '+74951234567'],
    ['4951234567', 'RU', '+74951234567'],
    ['+7 701 234 56 78', 'RU', '+77012345678'],
    ['+380 50 123 45 67', 'RU', '+380501234567'],
    ['380501234567', 'RU', '+380501234567'],
    ['375291234567', 'RU', '+375291234567'],
    ['8613812345678', 'RU', '+8613812345678'],
    ['8 10 49 151 12345678', 'RU', '+4915112345678'],
    ['12025550123', 'RU', '+12025550123'],
    ['8 029 123-45-67', 'BY', '+375291234567'],
    ['0151 12345678', 'DE', '+4915112345678'],
    ['(202) 555-0123', 'US', '+12025550123'],
  ])('%s in %s is %s: landlines and foreign numbers are not bent', (text, country, phone) => {
    expect(readPhone(text, country)).toEqual({ phone })
  })

  it.each<[string, PhoneFault]>([
    ['', 'empty'],
    [' - ', 'empty'],
    ['нет', 'letters'],
    ['112', 'tooShort'],
    ['123', 'tooShort'],
    ['12-34-56', 'tooShort'],
    ['+7 495 123-45-67 доб. 12', 'extension'],
    ['+7 495 123-45-67 доб.12', 'extension'],
    ['84951234567 ext 12', 'extension'],
    ['84951234567 #12', 'extension'],
    ['84951234567,12', 'extension'],
    ['8 916 12З-45-67', 'letters'],
    ['1-800-FLOWERS', 'letters'],
    ['8 916 123-45-67 Анна', 'letters'],
    ['89161234567, 89167654321', 'several'],
    ['89161234567 / 89167654321', 'several'],
    ['8 916 123-45-6', 'unknown'],
    ['+7 916 123-45-6', 'unknown'],
    ['1234567', 'unknown'],
    ['80291234567', 'unknown'],
    ['+1234567890123456789', 'tooLong'],
    // Its patterns would take a minute over it.
    ['1'.repeat(200_000), 'tooLong'],
    ['1a'.repeat(100_000), 'tooLong'],
  ])('%j is none: %s, and a sentence says so', (text, wrong) => {
    expect(readPhone(text, 'RU')).toEqual({ wrong })
    expect(phoneFaultSentences[wrong]).toMatch(/^[A-Z].*\.$/)
  })
})
