import type { Language } from '../design/language.ts'

/** `12 КБ`, `3,4 МБ`: as people say it, in powers of 1024. */
export function fileSize(bytes: number, language: Language): string {
  const units = language === 'ru' ? ['Б', 'КБ', 'МБ', 'ГБ'] : ['B', 'KB', 'MB', 'GB']
  const power = bytes < 1 ? 0 : Math.min(Math.floor(Math.log2(bytes) / 10), units.length - 1)
  const amount = new Intl.NumberFormat(language, { maximumFractionDigits: power > 1 ? 1 : 0 }).format(
    bytes / 1024 ** power,
  )
  return `${amount} ${units[power]}`
}
