import type { OnecDocument } from '../../../shared/onec-document.ts'

/** A document's name with its day, once: 1C often writes the day into the title itself. Pure. @param dated puts the two together. */
export function documentTitle(
  { title, date }: Pick<OnecDocument, 'title' | 'date'>,
  dated: (title: string, day: string) => string,
): string {
  const day = date.split('-').reverse().join('.')
  const hasDay = title.includes(day) || title.includes(day.replace(/\d\d(\d\d)$/, '$1')) || /\sот\s/.test(title)
  return hasDay ? title : dated(title, day)
}
