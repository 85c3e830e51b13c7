import type { Conversation } from '../../../shared/conversation.ts'
import type { HandOverTarget } from '../../../shared/hand-over-target.ts'
import type { EmployeeId } from '../../../shared/ids.ts'
import type { Office } from '../office-names.ts'

/** Somebody or something a conversation can be handed over to. */
export interface TargetOption {
  key: string
  target: HandOverTarget
  name: string
}

type From = Pick<Conversation, 'state' | 'ownerId' | 'groupId'>

/**
 * To whom a conversation can be handed over: colleagues who may answer, then groups, then the queue; not to where it is already, nor to oneself (that is «Взять в работу»).
 * @param query what somebody types: the beginnings of words of the name.
 */
export function findTargets(
  office: Office,
  { state, ownerId, groupId }: From,
  me: EmployeeId | undefined,
  { query, queue }: { query: string; queue: string },
): TargetOption[] {
  const colleagues = (office?.colleagues ?? [])
    .filter(({ id, mayReply }) => mayReply && id !== me && !(state === 'inWork' && id === ownerId))
    .toSorted((one, other) => one.name.localeCompare(other.name))
    .map(({ id, name }): TargetOption => ({ key: id, name, target: { to: 'employee', employeeId: id } }))
  const groups = (office?.groups ?? [])
    .filter(({ id }) => !(state === 'queued' && id === groupId))
    .map(({ id, name }): TargetOption => ({ key: id, name, target: { to: 'group', groupId: id } }))
  const toQueue: TargetOption[] =
    state === 'queued' && groupId === undefined ? [] : [{ key: 'queue', name: queue, target: { to: 'queue' } }]
  return [...colleagues, ...groups, ...toQueue].filter(({ name }) => isMeant(name, query))
}

function isMeant(name: string, query: string): boolean {
  const words = wordsOf(name)
  return wordsOf(query).every((typed) => words.some((word) => word.startsWith(typed)))
}

const wordsOf = (text: string): string[] =>
  text
    .toLowerCase()
    .replaceAll('ё', 'е')
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '')
