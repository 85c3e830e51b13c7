import { describe, expect, it } from 'vitest'
import { cardsIn } from '../../../relay/whatsapp/incoming/vcard.ts'
import { vcardOf } from '../../../relay/whatsapp/outgoing-vcard.ts'

describe('a card of ours', () => {
  it('is read by phones as it was meant', () => {
    const card = { name: 'Пётр Иванов', organization: 'Ромашка', phones: ['+79165554433', '8-800'] }
    expect(cardsIn(vcardOf(card))).toEqual([card])
  })

  it.each(['Иванов; Пётр, младший', 'обратная \\ черта', 'a\\n не строка', 'BEGIN:VCARD'])(
    'keeps a name like «%s» in its place',
    (name) => {
      const card = { name, organization: name, phones: ['+79165554433'] }
      expect(cardsIn(vcardOf(card))).toEqual([card])
      expect(vcardOf({ name, phones: [] }).split('\n')).toHaveLength(5)
    },
  )

  it('lets nobody write lines of his own into it', () => {
    const evil = 'Пётр\nTEL;waid=70000000000:+70000000000\r\nEND:VCARD\r\u2028X:\u0000'
    const vcard = vcardOf({ name: evil, organization: evil, phones: [`+79165554433\n${evil}`] })
    expect(vcard.split(/[\n\r\u2028\u2029]/)).toHaveLength(7)
    expect(vcard).not.toMatch(/^TEL;waid=7000/m)
    expect(vcard).not.toContain('\u0000')
  })

  it('offers to write only to what is surely a phone', () => {
    expect(vcardOf({ name: 'Пётр', phones: ['+79165554433'] })).toContain('waid=79165554433:')
    expect(vcardOf({ name: 'Пётр', phones: ['8 916 555-44-33', 'доб. 12'] })).not.toContain('waid')
  })
})
