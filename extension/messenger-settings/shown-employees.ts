import type { EmployeeRow } from '../../shared/answers.ts'

/** A handful of people needs no search box. */
const manyEmployees = 12

/** Who is shown of a company's employees, by name. Pure: whoever has access, and the others only when they are asked for. */
export function shownEmployees(rows: readonly EmployeeRow[], sought: string, withRemoved: boolean): EmployeeRow[] {
  const words = sought.toLowerCase().split(/\s+/).filter(Boolean)
  const shown = rows.filter(({ employee, revokedAt }) => {
    if (revokedAt !== undefined && !withRemoved) return false
    const text = `${employee.name} ${employee.login ?? ''}`.toLowerCase()
    return words.every((word) => text.includes(word))
  })
  const names = new Intl.Collator()
  return shown.sort((one, other) => names.compare(one.employee.name, other.employee.name))
}

export const needsSearch = (rows: readonly EmployeeRow[]): boolean => rows.length > manyEmployees

export const removedCount = (rows: readonly EmployeeRow[]): number =>
  rows.filter(({ revokedAt }) => revokedAt !== undefined).length
