import { type CountryCode, isSupportedCountry, parsePhoneNumberFromString } from 'libphonenumber-js/max'
import * as v from 'valibot'
import { type PhoneNumber, phoneNumberSchema } from '../shared/phone-number.ts'
import { Refused } from './refused.ts'

/** In whose form people write phones without a country code: two letters, like RU. */
export type Country = CountryCode

/** The full numbering plans (`max`): with the small ones `8 916 123-45-6`, a digit short, is a number in no city at all. */
export const isCountry = (text: string): text is Country => isSupportedCountry(text)

/** Why a text is no phone that can be written to. A closed list. */
export type PhoneFault = 'empty' | 'tooShort' | 'tooLong' | 'extension' | 'letters' | 'several' | 'unknown'

/** What is wrong, and what to do. */
export const phoneFaultSentences: Record<PhoneFault, string> = {
  empty: 'There is no phone number here: type one, like +7 916 123-45-67.',
  tooShort: 'The phone number is too short: type all of it, with the area code.',
  tooLong: 'The phone number is too long: no number has more than 15 digits.',
  extension: 'WhatsApp cannot be reached through an extension: give the number without it.',
  letters: 'There are letters in the phone number: type digits alone.',
  several: 'There are several phone numbers here: give one.',
  unknown: 'There is no such phone number: check its digits, and put + and the country code before a foreign one.',
}

export type PhoneRead = { phone: PhoneNumber } | { wrong: PhoneFault }

/**
 * A phone as people type it, in its one normal form: `8 (916) 123-45-67`, `9161234567`, `+7 916 1234567` and WhatsApp's `79161234567` are one. Pure.
 * Without a plus it is read as a number of `country`, and only if it is none there as one with its country code. Nothing is guessed.
 */
export function readPhone(text: string, country: Country): PhoneRead {
  if (text.length > longestTyped) return { wrong: 'tooLong' }
  const typed = text
    .replace(/[\p{Cf}\p{Cc}]/gu, '')
    .replace(/^\s*tel:/i, '')
    .trim()
  const wrong = faultOf(typed)
  if (wrong) return { wrong }
  const found = typed.startsWith('+') ? possible(typed) : (valid(typed, country) ?? valid(`+${digitsOf(typed)}`))
  // Some countries have numbers that are shorter than any on WhatsApp.
  const phone = v.safeParse(phoneNumberSchema, found)
  return phone.success ? { phone: phone.output } : { wrong: 'unknown' }
}

/** The phone in a text; undefined when it is none. */
export function phoneIn(text: string, country: Country): PhoneNumber | undefined {
  const read = readPhone(text, country)
  return 'phone' in read ? read.phone : undefined
}

/** The same for a request: what is no phone is refused in words. @throws Refused `badRequest` */
export function typedPhone(text: string, country: Country): PhoneNumber {
  const read = readPhone(text, country)
  if ('wrong' in read) throw new Refused('badRequest', `phone: ${phoneFaultSentences[read.wrong]}`)
  return read.phone
}

/** With all its dashes and words. The patterns below would take minutes over 200,000 digits, and nobody else would be served meanwhile. */
const longestTyped = 200

/** The shortest and the longest that E.164 knows, area code included. */
const fewest = 7
const most = 15
/** `8 10`, with which Russians dial abroad, stands before the fifteen. */
const mostWithPrefix = most + 3

function faultOf(typed: string): PhoneFault | undefined {
  const digits = digitsOf(typed).length
  if (typed === '') return 'empty'
  if (/\d.*(\p{L}+\.?|#|,|;)\s*\d{1,6}$/u.test(typed) && !/\d.*[,;].*\d{7}/.test(typed)) return 'extension'
  if (/\d[^,;/]*[,;/].*\d/.test(typed)) return 'several'
  if (/\p{L}/u.test(typed)) return 'letters'
  if (digits < fewest) return digits === 0 ? 'empty' : 'tooShort'
  return digits > mostWithPrefix ? 'tooLong' : undefined
}

const digitsOf = (text: string): string => text.replace(/\D/g, '')

/** With its country code a number is taken as it is: numbering plans grow faster than our copy of them. */
function possible(typed: string): string | undefined {
  const found = parsePhoneNumberFromString(typed)
  return found?.isPossible() ? found.number : undefined
}

function valid(typed: string, country?: Country): string | undefined {
  const found = country === undefined ? parsePhoneNumberFromString(typed) : parsePhoneNumberFromString(typed, country)
  return found?.isValid() ? found.number : undefined
}
