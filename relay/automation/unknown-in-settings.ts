import type { ChannelId, EmployeeId, GroupId } from '../../shared/ids.ts'
import type { RoutingRule } from '../../shared/inbox-settings.ts'

export interface Known {
  employees: readonly EmployeeId[]
  groups: readonly GroupId[]
  channels: readonly ChannelId[]
}

/** What rules name and is not there, as a sentence; undefined when all is. Pure. */
export function unknownIn(rules: readonly RoutingRule[], known: Known): string | undefined {
  for (const [place, rule] of rules.entries()) {
    const missing = missingIn(rule, known)
    if (missing) return `routing.${place}: there is no such ${missing}; it may have been removed.`
  }
  return undefined
}

function missingIn({ channels, responsibleId, target }: RoutingRule, known: Known): string | undefined {
  if (!channels.every((id) => known.channels.includes(id))) return 'number'
  if (responsibleId !== undefined && !known.employees.includes(responsibleId)) return 'employee (the client’s manager)'
  if (target.to === 'employee' && !known.employees.includes(target.employeeId)) return 'employee'
  if (target.to === 'group' && !known.groups.includes(target.groupId)) return 'group'
  return undefined
}
