/** PostgreSQL cannot store U+0000 in text, and nobody can read it. */
export const cleanText = (text: string | null | undefined): string => (text ?? '').replaceAll('\u0000', '')

/** The same for a single line of a card or a place, and not longer than anybody reads. */
export const cleanLine = (text: string | null | undefined): string =>
  cleanText(text).replace(/\s+/gu, ' ').trim().slice(0, longestLine)
const longestLine = 1_000

/**
 * A name, not a path: what comes before the last slash was somebody's folder, or an attack. Nor may it be written in such a way that it reads
 * as another one (`gpj.exe` turned round).
 */
export const cleanFileName = (name: string): string =>
  [...(name.split(/[/\\]/).at(-1) ?? '').replace(/[\p{Cc}\p{Bidi_Control}\u2028\u2029\ufeff\u200b]/gu, '').trim()]
    .slice(0, longestFileName)
    .join('')
    .replace(/^\.+$/, '')
const longestFileName = 255
