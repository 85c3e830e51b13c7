import { expect, it } from 'vitest'
import { addresseeOf, jidOfLid, jidOfPhone } from '../../../relay/whatsapp/jid.ts'

it('reads a phone in its normal form, whatever the device', () => {
  const anna = { kind: 'phone', phone: '+79161234567' }
  expect(addresseeOf('79161234567@s.whatsapp.net')).toEqual(anna)
  expect(addresseeOf('79161234567:12@s.whatsapp.net')).toEqual(anna)
  expect(addresseeOf('79161234567@c.us')).toEqual(anna)
})

it('reads a LID, whatever the device', () => {
  expect(addresseeOf('123456789012345:3@lid')).toEqual({ kind: 'lid', lid: '123456789012345' })
})

it('writes the jid of a phone and of a LID, and reads it back', () => {
  const phone = addresseeOf('79161234567@s.whatsapp.net')
  if (phone.kind !== 'phone') throw new Error('a phone is wanted')
  expect(jidOfPhone(phone.phone)).toBe('79161234567@s.whatsapp.net')
  expect(addresseeOf(jidOfLid('123'))).toEqual({ kind: 'lid', lid: '123' })
})

it.each([
  ['120363021033254949@g.us', 'group'],
  ['status@broadcast', 'status'],
  ['1234567890@broadcast', 'broadcast'],
  ['120363144038483540@newsletter', 'newsletter'],
  ['0@s.whatsapp.net', 'announcement'],
  ['867051314767696@bot', 'bot'],
  ['nonsense', 'unknown'],
  ['12@s.whatsapp.net', 'unknown'],
  ['abc@lid', 'unknown'],
  [undefined, 'unknown'],
])('ignores %s by the name of %s', (jid, name) => {
  expect(addresseeOf(jid)).toEqual({ kind: 'ignored', name })
})
