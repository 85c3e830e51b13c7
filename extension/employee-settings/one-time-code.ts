/** Letters of the Russian layout that look like Latin ones: a code is often typed from paper or a phone. */
const lookAlikes: Record<string, string> = {
  А: 'A',
  В: 'B',
  Е: 'E',
  К: 'K',
  М: 'M',
  Н: 'H',
  О: 'O',
  Р: 'P',
  С: 'C',
  Т: 'T',
  У: 'Y',
  Х: 'X',
}

/** A code as the relay wants it, groups of four joined by dashes, however it was typed or pasted. */
export function normalCode(typed: string): string {
  const signs = Array.from(typed.toUpperCase(), (sign) => lookAlikes[sign] ?? sign)
  const bare = signs.filter((sign) => /[0-9A-Z]/.test(sign)).join('')
  return bare.match(/.{1,4}/g)?.join('-') ?? ''
}

/** Whether it may be a code at all: three to six whole groups. */
export const looksLikeCode = (code: string): boolean => /^[0-9A-Z]{4}(-[0-9A-Z]{4}){2,5}$/.test(code)
