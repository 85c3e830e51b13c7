import { describe, expect, it } from 'vitest'
import { cardsIn } from '../../../relay/whatsapp/incoming/vcard.ts'

const card = (...lines: string[]) => ['BEGIN:VCARD', 'VERSION:2.1', ...lines, 'END:VCARD'].join('\r\n')

describe('a card that a client sends', () => {
  it('in quoted-printable goes on over lines that end with an equals sign, and ends where they end', () => {
    const lines = ['FN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:=D0=90=', '=D0=BD=', '=D0=BD=D0=B0', 'TEL:+79161234567']
    expect(cardsIn(card(...lines))).toEqual([{ name: 'Анна', phones: ['+79161234567'] }])
  })

  it('that ends nothing with an equals sign is read as it stands', () => {
    expect(cardsIn(card('FN:Анна=', 'TEL:+79161234567'))).toEqual([{ name: 'Анна=', phones: ['+79161234567'] }])
  })

  it.each([
    ['says a hundred thousand times in one line how it is written', ';ENCODING=QUOTED-PRINTABLE'.repeat(100_000)],
    ['goes on over a hundred thousand lines', `;ENCODING=QUOTED-PRINTABLE:${'=\n'.repeat(100_000)}`],
    ['is full of quotes', `;X=${'"'.repeat(1_000_000)}`],
    ['is full of blanks', `:${' \n'.repeat(500_000)}`],
  ])('is read in no time though it %s', (_, bomb) => {
    const begun = performance.now()
    expect(cardsIn(card('FN:Анна', `TEL${bomb}`, 'TEL:+79161234567'))).toMatchObject([{ name: 'Анна' }])
    expect(performance.now() - begun).toBeLessThan(2000)
  })
})
