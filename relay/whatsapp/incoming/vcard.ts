import type { MessageDetails } from '../../../shared/message.ts'
import { cleanLine } from './clean-text.ts'

/** Somebody whose card was sent. */
export type Card = NonNullable<MessageDetails['contacts']>[number]

const mostPhones = 20

/** The people in a vCard, as phones write them: versions 2.1 to 4.0, folded lines, quoted-printable. */
export const cardsIn = (vcard: string): Card[] =>
  unfolded(vcard)
    .split(/^BEGIN:VCARD\s*$/im)
    .slice(1)
    .flatMap((card) => cardOf(card.split('\n').flatMap((line) => propertyOf(line) ?? [])) ?? [])

interface Property {
  name: string
  parameters: string
  value: string
}

function cardOf(properties: Property[]): Card | undefined {
  const values = (name: string) => properties.filter((property) => property.name === name)
  const [organization = ''] = values('ORG').map(({ value }) => inWords(value, ', '))
  const name = values('FN').map(({ value }) => plain(value))[0] || values('N').map(nameOf)[0] || organization
  const phones = values('TEL').map(phoneOf).filter(Boolean)
  if (name === '' && phones.length === 0) return undefined
  return { name, ...(organization ? { organization } : {}), phones: [...new Set(phones)].slice(0, mostPhones) }
}

/** A line that begins with a blank goes on with the one before; quoted-printable goes on after a = at the end. */
function unfolded(vcard: string): string {
  const lines: string[] = []
  let goesOn = false
  for (const line of vcard
    .replace(/\r\n?/g, '\n')
    .replace(/\n[ \t]/g, '')
    .split('\n')) {
    const isQuoted: boolean = goesOn || /;ENCODING=QUOTED-PRINTABLE/i.test(line)
    const before = goesOn ? (lines.pop() ?? '') : ''
    goesOn = isQuoted && line.endsWith('=')
    lines.push(before + (goesOn ? line.slice(0, -1) : line))
  }
  return lines.join('\n')
}

/** `item1.TEL;type=CELL;waid=79161234567:+7 916 123-45-67` */
function propertyOf(line: string): Property | undefined {
  const match = /^(?:[\w-]+\.)?([\w-]+)((?:;(?:"[^"]*"|[^":])*)?):(.*)$/.exec(line)
  if (!match) return undefined
  const [, name = '', parameters = '', value = ''] = match
  const isQuoted = /;(?:ENCODING=)?QUOTED-PRINTABLE/i.test(parameters)
  return { name: name.toUpperCase(), parameters, value: isQuoted ? fromQuotedPrintable(value) : value }
}

function fromQuotedPrintable(value: string): string {
  const bytes = value.replace(/=([0-9A-F]{2})|([^=]|=)/gi, (_, hex?: string, other?: string) =>
    hex === undefined ? Buffer.from(other ?? '').toString('latin1') : String.fromCharCode(Number.parseInt(hex, 16)),
  )
  return Buffer.from(bytes, 'latin1').toString('utf8')
}

/** As it stands in the card; WhatsApp's own number of the person when nothing does. */
function phoneOf({ parameters, value }: Property): string {
  const waid = /;waid=(\d+)/i.exec(parameters)?.[1]
  return plain(value.replace(/^tel:/i, '')) || (waid === undefined ? '' : `+${waid}`)
}

/** family;given;additional;prefix;suffix, told in the order in which people are called. */
function nameOf({ value }: Property): string {
  const [family, given, additional, prefix, suffix] = parts(value)
  return [prefix, given, additional, family, suffix].filter(Boolean).join(' ')
}

const inWords = (value: string, between: string): string => parts(value).filter(Boolean).join(between)
const parts = (value: string): string[] => value.split(/(?<!\\);/).map(plain)
/** In one pass: a backslash that is meant as one does not make a line of the `n` after it. */
const plain = (value: string): string =>
  cleanLine(value.replace(/\\([\\,;:n])/gi, (_, sign: string) => (/n/i.test(sign) ? ' ' : sign)))
