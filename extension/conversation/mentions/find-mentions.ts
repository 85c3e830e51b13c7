import type { Colleague } from '../../../shared/events.ts'
import type { EmployeeId } from '../../../shared/ids.ts'

/** Longer than any name: an @ so far back is an address or a sentence. */
const longest = 40

/** The word after an @ right before the caret, and where the @ stands. Pure. */
export function mentionBegun(text: string, caret: number): { from: number; word: string } | undefined {
  const before = text.slice(Math.max(0, caret - longest - 1), caret)
  const found = /(?:^|[\s(])@([^@\n]*)$/u.exec(before)
  const word = found?.[1]
  return word === undefined ? undefined : { from: caret - word.length - 1, word }
}

/** Colleagues whose names begin so, by any of their words; nobody for a name that stands there whole. Pure. */
export function findColleagues(colleagues: readonly Colleague[], word: string): Colleague[] {
  const typed = plain(word)
  if (colleagues.some(({ name }) => word.startsWith(`${name} `))) return []
  return colleagues.filter(({ name }) => {
    const known = plain(name)
    return known.startsWith(typed) || known.split(' ').some((part) => part.startsWith(typed))
  })
}

/**
 * Whom a note mentions: those whose whole name stands after an @. The longest name first, so that «@Анна Петрова» is not also Анна; of two with one name those that were chosen from
 * the list. Pure.
 */
export function mentionsIn(
  text: string,
  colleagues: readonly Colleague[],
  chosen: readonly EmployeeId[],
): EmployeeId[] {
  let left = text
  const names = [...new Set(colleagues.map(({ name }) => name))].sort((one, other) => other.length - one.length)
  const found: EmployeeId[] = []
  for (const name of names) {
    const mark = new RegExp(`@${escaped(name)}(?![\\p{L}\\p{N}])`, 'gu')
    if (!mark.test(left)) continue
    left = left.replaceAll(mark, ' ')
    const all = colleagues.filter((colleague) => colleague.name === name).map(({ id }) => id)
    found.push(...(all.length === 1 ? all : all.filter((id) => chosen.includes(id))))
  }
  return found
}

const escaped = (text: string): string => text.replaceAll(/[\\^$.*+?()[\]{}|]/g, '\\$&')

/** Е and ё are one letter to whoever searches. */
const plain = (text: string): string => text.trimStart().toLocaleLowerCase().replaceAll('ё', 'е')
