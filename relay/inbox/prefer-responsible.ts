import { type ClientCard, clientShown } from '../../shared/client.ts'
import type { ConversationId, EmployeeId } from '../../shared/ids.ts'
import { lockRights } from '../store/lock-employee.ts'
import type { Writer } from '../store/open.ts'
import type { ShownRow } from '../store/shown-conversations.ts'

type NeedsOwner = Pick<ShownRow, 'state' | 'owner_id' | 'group_id' | 'waiting_since' | 'onec'>

/** Who is to become the owner of a conversation in which a client waits and which is nobody's: the manager that 1C names, where the administrator wants it so. Pure. */
export function responsibleFor(row: NeedsOwner): EmployeeId | undefined {
  const { state, owner_id, group_id, waiting_since, onec } = row
  if (!onec?.prefersResponsible || state !== 'queued' || owner_id !== null || waiting_since === null) return undefined
  // Sent to a group by somebody, or by a rule: rules come first.
  if (group_id !== null) return undefined
  return responsibleOf(onec.cards ?? [])
}

/** The manager whom 1C names. Of several cards of which none was chosen all may name the same person. Pure. */
export function responsibleOf(cards: readonly ClientCard[]): EmployeeId | undefined {
  const shown = clientShown(cards)
  if (shown) return shown.responsibleId
  const [first, ...others] = new Set(cards.map(({ responsibleId }) => responsibleId))
  return others.length === 0 ? first : undefined
}

/** A wait that had begun before 1C was asked: whoever has put the conversation into the queue since then meant it. Pure. */
export const wasAskedInThisWait = ({ waiting_since, onec }: Pick<NeedsOwner, 'waiting_since' | 'onec'>): boolean =>
  waiting_since !== null && (onec?.lookup?.askedAt ?? 0) >= waiting_since

/** The new owners of conversations, as far as they are here and may reply; locked, so that nobody who is dismissed meanwhile gets any. */
export async function responsiblesOf(tx: Writer, rows: readonly ShownRow[]): Promise<Map<ConversationId, EmployeeId>> {
  const owners = new Map<ConversationId, EmployeeId>()
  const mayReply = new Map<EmployeeId, boolean>()
  for (const row of rows) {
    const id = responsibleFor(row)
    if (id === undefined) continue
    if (!mayReply.has(id)) mayReply.set(id, (await lockRights(tx, id))?.includes('reply') ?? false)
    if (mayReply.get(id)) owners.set(row.id, id)
  }
  return owners
}

/** As a closed conversation that comes back to its last owner. Pure. */
export const givenTo = <Row extends Pick<ShownRow, 'state' | 'owner_id'>>(row: Row, owner: EmployeeId): Row => ({
  ...row,
  state: 'inWork',
  owner_id: owner,
})

/** Where a client begins to wait and nobody has him, his manager in 1C is preferred. */
export async function toResponsibles<Taken extends { conversation: ShownRow }>(
  tx: Writer,
  told: Taken[],
  before: readonly ShownRow[],
): Promise<Taken[]> {
  const quiet = new Set(before.flatMap((row) => (row.waiting_since === null ? [row.id] : [])))
  const waiting = told.map(({ conversation }) => conversation).filter(({ id }) => quiet.has(id))
  const owners = await responsiblesOf(tx, waiting)
  if (owners.size === 0) return told
  return told.map((each) => {
    const owner = owners.get(each.conversation.id)
    const needsHim = owner !== undefined && responsibleFor(each.conversation) === owner
    return needsHim ? { ...each, conversation: givenTo(each.conversation, owner) } : each
  })
}
