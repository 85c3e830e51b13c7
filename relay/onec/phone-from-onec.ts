import { parsePhoneNumberFromString } from 'libphonenumber-js'
import * as v from 'valibot'
import { type PhoneNumber, phoneNumberSchema } from '../../shared/phone-number.ts'

/**
 * A phone as a 1C card has it: `8 (916) 123-45-67`, `9161234567`, `+7 916 …`, or the digits alone of a foreign number.
 * @returns undefined when it cannot be one.
 */
export function phoneFromOnec(text: string): PhoneNumber | undefined {
  const russian = parsePhoneNumberFromString(text, 'RU')
  const found = russian?.isValid() ? russian : parsePhoneNumberFromString(`+${text.replace(/\D/g, '')}`)
  if (!found?.isPossible()) return undefined // also when there are no digits to read
  // Some countries have numbers that are shorter than any on WhatsApp.
  const phone = v.safeParse(phoneNumberSchema, found.number)
  return phone.success ? phone.output : undefined
}
