import type { ChannelId, EmployeeId } from './ids.ts'
import type { RouteTarget, RoutingRule } from './inbox-settings.ts'
import { wordForms } from './word-forms.ts'

/** A conversation in which a client has begun to wait. */
export interface ToRoute {
  /** What he has written. */
  text: string
  channelId: ChannelId
  /** The client's manager in 1C, as far as that is known. */
  responsibleId: EmployeeId | undefined
}

/** Where a rule sends it, once it is known who the client's manager is. */
export type Route = Exclude<RouteTarget, { to: 'responsible' }>

/** The place of a rule in the list, and where it sends a conversation. */
export interface Fitting {
  rule: number
  route: Route
}

/**
 * The rules that fit, in their order. The first whose target can take the conversation wins: an employee who may not reply any more, a group that is gone and a
 * manager whom 1C has not named take nothing, and the next rule is tried. Pure; the relay and the try-out of the options page ask the same.
 */
export function fittingRules(rules: readonly RoutingRule[], asked: ToRoute): Fitting[] {
  let forms: readonly string[] | undefined
  return rules.flatMap((rule, place) => {
    if (!suitsPlace(rule, asked)) return []
    if (rule.words.length > 0) {
      forms ??= wordForms(asked.text)
      if (!hasAny(rule.words, forms)) return []
    }
    const route = routeOf(rule.target, asked)
    return route === undefined ? [] : [{ rule: place, route }]
  })
}

const suitsPlace = ({ channels, responsibleId }: RoutingRule, asked: ToRoute): boolean =>
  (channels.length === 0 || channels.includes(asked.channelId)) &&
  (responsibleId === undefined || responsibleId === asked.responsibleId)

/** Several words in one entry have to follow one another. */
const hasAny = (entries: readonly string[], forms: readonly string[]): boolean =>
  entries.some((entry) => {
    const wanted = wordForms(entry)
    if (wanted.length === 0) return false
    return forms.some((_, start) => wanted.every((form, place) => forms[start + place] === form))
  })

function routeOf(target: RouteTarget, { responsibleId }: ToRoute): Route | undefined {
  if (target.to !== 'responsible') return target
  return responsibleId === undefined ? undefined : { to: 'employee', employeeId: responsibleId }
}
