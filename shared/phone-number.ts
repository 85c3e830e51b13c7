import * as v from 'valibot'

/** A phone in its one normal form, E.164 with the plus: `+79161234567`. The relay makes it (libphonenumber); everybody else only shows it. */
export const phoneNumberSchema = v.pipe(
  v.string(),
  v.regex(/^\+[1-9]\d{6,14}$/, 'phone: E.164 is wanted, like +79161234567'),
  v.brand('PhoneNumber'),
)
export type PhoneNumber = v.InferOutput<typeof phoneNumberSchema>

/** The phone as people in Russia write it: `+7 916 123-45-67`; foreign numbers in groups of three from the end. */
export function showPhone(phone: PhoneNumber): string {
  const russian = /^\+7(\d{3})(\d{3})(\d{2})(\d{2})$/.exec(phone)
  if (russian) return `+7 ${russian[1]} ${russian[2]}-${russian[3]}-${russian[4]}`
  return `+${phone.slice(1).replace(/\B(?=(\d{3})+$)/g, ' ')}`
}
