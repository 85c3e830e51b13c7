/** A phone as people type it has at least so many digits: shorter ones are part of a name or an order's number. */
const fewestDigits = 7
const mostDigits = 15

/** What was typed, when it looks like a phone: `8 916 123-45-67`, `+49 (30) 1234567`. The relay decides whether it is one. */
export function phoneIn(query: string): string | undefined {
  const typed = query.trim()
  if (!/^\+?[\d\s().\-–—]+$/.test(typed)) return undefined
  const digits = typed.replace(/\D/g, '').length
  return digits >= fewestDigits && digits <= mostDigits ? typed : undefined
}

/** The digits by which a known phone is found: with the country's code or without, `8` and `+7` alike. */
export const phoneDigits = (query: string): string => query.replace(/\D/g, '').replace(/^8(?=\d{10}$)/, '7')
