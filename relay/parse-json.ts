/** JSON from outside, without U+0000 in its texts: PostgreSQL cannot store it, and nobody can read it. @throws for what is not JSON. */
export const parseJson = (text: string): unknown =>
  text.includes('\\u0000')
    ? JSON.parse(text, (_key, value: unknown) => (typeof value === 'string' ? value.replaceAll('\u0000', '') : value))
    : JSON.parse(text)
