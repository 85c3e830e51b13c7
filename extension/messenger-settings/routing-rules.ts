import { type Employee, has } from '../../shared/employee.ts'
import type { ChannelId } from '../../shared/ids.ts'
import type { Group, RouteTarget, RoutingRule } from '../../shared/inbox-settings.ts'
import type { Route } from '../../shared/routing.ts'

/** Whom rules can name. */
export interface Nameable {
  employees: readonly Employee[]
  groups: readonly Group[]
  channels: readonly { id: ChannelId; title: string }[]
}

/** Moves an entry by one place; at the end of the list nothing changes. Pure, as everything here. */
export function moved<T>(list: readonly T[], from: number, by: -1 | 1): T[] {
  const to = from + by
  const [one, other] = [list[from], list[to]]
  if (one === undefined || other === undefined) return [...list]
  return list.map((each, place) => (place === from ? other : place === to ? one : each))
}

/** Words as they are typed: with commas between them. */
export const wordsFrom = (text: string): string[] => [
  ...new Set(
    text
      .split(/[,;\n]/)
      .map((word) => word.trim())
      .filter((word) => word !== ''),
  ),
]

/** Whether whoever is to get it can take it: the relay passes over a rule whose target cannot. */
export function isHere(route: Route, { employees, groups }: Pick<Nameable, 'employees' | 'groups'>): boolean {
  if (route.to === 'group') return groups.some(({ id }) => id === route.groupId)
  return employees.some((employee) => employee.id === route.employeeId && has(employee, 'reply'))
}

/** A rule that names somebody or something that is not there any more: the relay does not take it. */
export function namesNobody({ target, channels, responsibleId }: RoutingRule, known: Nameable): boolean {
  if (target.to !== 'responsible' && !isHere(target, known)) return true
  if (responsibleId !== undefined && !known.employees.some(({ id }) => id === responsibleId)) return true
  return channels.some((id) => !known.channels.some((channel) => channel.id === id))
}

/** A target as one text, for a list to choose from. */
export const targetAsValue = (target: RouteTarget): string => {
  switch (target.to) {
    case 'employee':
      return `employee ${target.employeeId}`
    case 'group':
      return `group ${target.groupId}`
    case 'responsible':
      return 'responsible'
    default:
      return target satisfies never
  }
}

/** All that a rule can send to, those who may not reply left out. */
export const targetsOf = ({ employees, groups }: Pick<Nameable, 'employees' | 'groups'>): RouteTarget[] => [
  ...groups.map(({ id }) => ({ to: 'group', groupId: id }) as const),
  ...employees.filter((each) => has(each, 'reply')).map(({ id }) => ({ to: 'employee', employeeId: id }) as const),
  { to: 'responsible' },
]
