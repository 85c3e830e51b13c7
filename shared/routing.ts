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
  let said: Said | undefined
  return rules.flatMap((rule, place) => {
    if (!suitsPlace(rule, asked)) return []
    if (rule.words.length > 0) {
      said ??= saidIn(asked.text)
      if (!saysAny(said, entriesOf(rule))) return []
    }
    const route = routeOf(rule.target, asked)
    return route === undefined ? [] : [{ rule: place, route }]
  })
}

const suitsPlace = ({ channels, responsibleId }: RoutingRule, asked: ToRoute): boolean =>
  (channels.length === 0 || channels.includes(asked.channelId)) &&
  (responsibleId === undefined || responsibleId === asked.responsibleId)

/** What a text says: its words in their order between blanks, and each word once. */
interface Said {
  words: ReadonlySet<string>
  inOrder: string
}

function saidIn(text: string): Said {
  const forms = wordForms(text)
  return { words: new Set(forms), inOrder: ` ${forms.join(' ')} ` }
}

/** There may be ten thousand entries, and each message asks: what their words have in common is found once for as long as the rule stands. */
const known = new WeakMap<RoutingRule, readonly (readonly string[])[]>()

function entriesOf(rule: RoutingRule): readonly (readonly string[])[] {
  const entries = known.get(rule) ?? rule.words.map(wordForms).filter((words) => words.length > 0)
  known.set(rule, entries)
  return entries
}

/** Several words in one entry have to follow one another. */
const saysAny = ({ words, inOrder }: Said, entries: readonly (readonly string[])[]): boolean =>
  entries.some((wanted) => wanted.every((word) => words.has(word)) && inOrder.includes(` ${wanted.join(' ')} `))

function routeOf(target: RouteTarget, { responsibleId }: ToRoute): Route | undefined {
  if (target.to !== 'responsible') return target
  return responsibleId === undefined ? undefined : { to: 'employee', employeeId: responsibleId }
}
