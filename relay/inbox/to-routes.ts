import type { ConversationId, EmployeeId, Instant } from '../../shared/ids.ts'
import type { RoutingRule } from '../../shared/inbox-settings.ts'
import { type Fitting, fittingRules, type Route } from '../../shared/routing.ts'
import { lockGroup } from '../store/groups.ts'
import { lockRights } from '../store/lock-employee.ts'
import type { Writer } from '../store/open.ts'
import type { ShownRow } from '../store/shown-conversations.ts'
import type { IncomingMessage } from './incoming-message.ts'
import { givenTo, responsibleOf } from './prefer-responsible.ts'

/** People greet first and say what they want in the next message: so long after a wait has begun rules are still tried. Milliseconds. */
const saysWhatHeWants = 10 * 60_000

type Unrouted = Pick<ShownRow, 'state' | 'group_id' | 'escalation' | 'waiting_since' | 'taken_at'>

/** Whether rules decide about a conversation: a client has begun to wait, and it is nobody's. What somebody has handed to a group, or back to the queue, stays there. Pure. */
export function isToBeRouted(row: Unrouted, at: Instant): boolean {
  const { state, group_id, escalation, waiting_since, taken_at } = row
  if (state !== 'queued' || group_id !== null || escalation !== null) return false
  if (waiting_since === null || (taken_at !== null && taken_at >= waiting_since)) return false
  return at - waiting_since < saysWhatHeWants
}

/** How a conversation stands once a rule has sent it there. Pure. */
export const sentTo = <Row extends Pick<ShownRow, 'state' | 'owner_id' | 'group_id'>>(row: Row, route: Route): Row =>
  route.to === 'employee' ? givenTo(row, route.employeeId) : { ...row, group_id: route.groupId }

/** Where rules send conversations that are nobody's. Nothing is asked of the database unless one fits. */
export async function toRoutes<Taken extends { conversation: ShownRow; incoming: IncomingMessage }>(
  tx: Writer,
  told: Taken[],
  rules: readonly RoutingRule[],
): Promise<Taken[]> {
  if (rules.length === 0) return told
  const fitting = told.map(({ conversation, incoming }) =>
    incoming.origin === 'client' && !incoming.fromHistory && isToBeRouted(conversation, incoming.at)
      ? fittingRules(rules, toRoute(conversation, incoming.text))
      : [],
  )
  if (fitting.every((each) => each.length === 0)) return told
  const isHere = await whoIsHere(tx, fitting.flat())
  const routes = new Map<ConversationId, Route>()
  return told.map((each, place) => {
    const { conversation } = each
    const route = routes.get(conversation.id) ?? fitting[place]?.map(({ route }) => route).find(isHere)
    if (!route) return each
    routes.set(conversation.id, route)
    return { ...each, conversation: sentTo(conversation, route) }
  })
}

/** The same for conversations whose client 1C has named just now: what he wrote last is what the rules are tried on. */
export async function routesOf(
  tx: Writer,
  rows: readonly ShownRow[],
  rules: readonly RoutingRule[],
): Promise<Map<ConversationId, Route>> {
  const fitting = rows
    .filter((row) => row.last_origin === 'client' && isToBeRouted(row, row.last_message_at))
    .map((row) => [row.id, fittingRules(rules, toRoute(row, row.last_text ?? ''))] as const) // null: it was deleted
  const isHere = await whoIsHere(
    tx,
    fitting.flatMap(([, each]) => each),
  )
  return new Map(
    fitting.flatMap(([id, each]) => {
      const route = each.map(({ route }) => route).find(isHere)
      return route ? [[id, route] as const] : []
    }),
  )
}

const toRoute = ({ channel_id: channelId, onec }: ShownRow, text: string) => ({
  text,
  channelId,
  responsibleId: responsibleOf(onec?.cards ?? []), // undefined: 1C has not been asked, or has not answered
})

/** Groups and employees are locked, so that nobody removes one while a conversation is sent there. */
async function whoIsHere(tx: Writer, fitting: readonly Fitting[]): Promise<(route: Route) => boolean> {
  const here = new Set<string>()
  const asked = new Map(fitting.map(({ route }) => [route.to === 'employee' ? route.employeeId : route.groupId, route]))
  for (const [id, route] of asked) {
    if (route.to === 'group' ? await lockGroup(tx, route.groupId) : await mayReply(tx, route.employeeId)) here.add(id)
  }
  return (route) => here.has(route.to === 'employee' ? route.employeeId : route.groupId)
}

const mayReply = async (tx: Writer, id: EmployeeId): Promise<boolean> =>
  (await lockRights(tx, id))?.includes('reply') ?? false
