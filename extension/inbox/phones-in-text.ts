/** Longer than this nobody selects for the sake of a phone. Characters. */
const longestText = 2000

/** With area code; shorter ones are of an order, a house, a time. */
const fewestDigits = 10
const mostDigits = 15
/** Few numbers have more; two of them run together always do. */
const longestUsual = 12

/** What is no phone but as long as one: dates with times, and the numbers of Russian paperwork behind their names. */
const dates =
  /(?<![\d.])\d{1,2}\.\d{1,2}\.\d{2,4}(?!\d)(?:,?\s+\d{1,2}:\d{2}(?::\d{2})?)?|(?<!\d)\d{4}-\d{2}-\d{2}(?!\d)/g
const paperwork =
  /(?<!\p{L})(?:ИНН|КПП|ОГРН(?:ИП)?|БИК|ОКПО|СНИЛС|[рк]\/\s?сч?(?:[её]т)?|сч[её]т|INN|IBAN|№)\.?\s*[:№]?\s*\d[\d-]*/giu

/** `доб. 12`, `вн. 104`, `ext 5`, `#12`: WhatsApp cannot be reached through them. */
const extensions = /,?\s*\(?(?:доб(?:авочный)?|вн(?:утр(?:енний)?)?|ext|x|#)\.?\s*№?\s*\d{1,6}(?!\d)\)?/giu

/** Where one phone ends and another begins. */
const between = /[,;|/\n\r\t]|\s{3,}|\s(?:и|или|and|or)\s|(?=\+)/u
const run = /\+?\s?\(?\d[\d\s().\-–—]*\d/g

/**
 * The phones in a text that was selected on a page, as they are written there, each once, in their order: «тел. 8 (916) 123-45-67 доб. 12» has one. Whether each is a phone at all,
 * the relay says. Pure.
 */
export function phonesInText(text: string): string[] {
  const bare = text.slice(0, longestText).replace(dates, ' ; ').replace(paperwork, ' ; ').replace(extensions, ' ; ')
  const written = bare.split(between).flatMap((part) => (part.match(run) ?? []).flatMap(oneByOne))
  const first = new Map<string, string>()
  for (const phone of written) if (!first.has(lastTen(phone))) first.set(lastTen(phone), phone)
  return [...first.values()]
}

/** Two phones with only a space between look like one that is too long. */
function oneByOne(digitsRun: string): string[] {
  const found: string[] = []
  let phone = ''
  for (const group of digitsRun.trim().split(/\s+/)) {
    const longer = phone === '' ? group : `${phone} ${group}`
    if (digitsOf(phone) >= fewestDigits && (digitsOf(longer) > longestUsual || /^[78]$/.test(group))) {
      found.push(phone)
      phone = group
    } else phone = longer
  }
  return [...found, phone].filter((each) => digitsOf(each) >= fewestDigits && digitsOf(each) <= mostDigits)
}

const digitsOf = (text: string): number => text.replace(/\D/g, '').length

/** `8 916 …`, `+7 916 …` and `916 …` are one phone. */
const lastTen = (phone: string): string => phone.replace(/\D/g, '').slice(-10)
