/** PostgreSQL cannot store U+0000 in text, and nobody can read it. */
export const cleanText = (text: string): string => text.replaceAll('\u0000', '')
