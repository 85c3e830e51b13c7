/** A number as people write it, parted by blanks, dashes and brackets: `+7 (916) 123-45-67`, `12 500`. */
export interface NumberInText {
  digits: string
  /** Whether it was written in several parts. */
  isParted: boolean
  from: number
  to: number
}

/** More digits in a row are several numbers, or none. */
const mostDigits = 15

/** The numbers of a text in their order; one that is longer than any is left out. Pure. */
export function numbersIn(text: string): NumberInText[] {
  return [...text.matchAll(/\+?\(?\d(?:[ \u00a0()\-–]{0,3}\d)*/g)].flatMap((match) => {
    const digits = match[0].replace(/\D/g, '')
    const isParted = digits.length < match[0].replace(/^\+?\(?/, '').length
    return digits.length > mostDigits
      ? []
      : [{ digits, isParted, from: match.index, to: match.index + match[0].length }]
  })
}

/** By so many digits of its end a number is found. */
const shortestEnd = 4

/** By what a number is found beside its parts: its ends (of a phone, of a document's number), and without the zeros before it. Pure. */
export function endsOf(digits: string): string[] {
  const ends: string[] = []
  for (let from = 0; digits.length - from >= shortestEnd; from += 1) ends.push(digits.slice(from))
  const withoutZeros = digits.replace(/^0+/, '')
  return withoutZeros === '' || withoutZeros === digits ? ends : [...new Set([...ends, withoutZeros])]
}
