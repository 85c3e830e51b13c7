import type { ConversationId } from '../../shared/ids.ts'
import type { Office } from '../relay/onec/office.ts'
import type { Onec } from '../world/onec/onec.ts'
import type { Fault, FaultyLink } from './faulty-link.ts'
import type { Said } from './run.ts'

export interface Verdict {
  /** Told to 1C, and sent by it. */
  events: number
  lost: number
  doubled: number
  /** Conversations in which something stands behind what was said later. */
  outOfOrder: number
  /** What happened to the packets. */
  happened: Record<Fault | 'well', number>
}

/** What 1C has and what leaves for WhatsApp, against what was said. */
export async function verdictOf(
  office: Office,
  onec: Onec,
  said: Said,
  links: readonly FaultyLink[],
): Promise<Verdict> {
  const heard = new Map<string, string[]>()
  for (const { kind, body } of onec.effects())
    if (kind === 'message' || kind === 'replyCommand')
      heard.set(String(body.conversationId), [...(heard.get(String(body.conversationId)) ?? []), String(body.text)])
  const leaving = { own: new Map<string, string[]>(), replies: new Map<string, string[]>() }
  const rows = await office.store.read
    .selectFrom('outbox')
    .innerJoin('messages', 'messages.id', 'outbox.message_id')
    .select(['outbox.message_id', 'outbox.conversation_id', 'messages.origin'])
    .orderBy('outbox.ready_at')
    .orderBy('outbox.message_id')
    .execute()
  for (const { conversation_id, message_id, origin } of rows) {
    const of = origin === 'onec' ? leaving.own : leaving.replies
    of.set(conversation_id, [...(of.get(conversation_id) ?? []), message_id])
  }
  return {
    ...verdictOn(said, { toOnec: heard, byOnec: leaving.own, replies: leaving.replies }),
    happened: addedUp(links),
  }
}

/** What of it was found at the other end, in its order there. */
export type Found = Record<keyof Said, ReadonlyMap<string, string[]>>

/** What was said against what was found. */
export function verdictOn(said: Said, found: Found): Omit<Verdict, 'happened'> {
  const sides = [
    compare(said.toOnec, found.toOnec),
    compare(said.byOnec, found.byOnec),
    compare(said.replies, found.replies),
  ]
  const sum = (of: (side: Compared) => number) => sides.reduce((total, side) => total + of(side), 0)
  return {
    events: sum(({ wanted }) => wanted),
    lost: sum(({ lost }) => lost),
    doubled: sum(({ doubled }) => doubled),
    outOfOrder: sum(({ outOfOrder }) => outOfOrder),
  }
}

interface Compared {
  wanted: number
  lost: number
  doubled: number
  outOfOrder: number
}

function compare(said: ReadonlyMap<ConversationId, string[]>, found: ReadonlyMap<string, string[]>): Compared {
  const compared = { wanted: 0, lost: 0, doubled: 0, outOfOrder: 0 }
  for (const [conversation, wanted] of said) {
    const had = found.get(conversation) ?? []
    const once = [...new Set(had)]
    compared.wanted += wanted.length
    compared.lost += wanted.filter((item) => !once.includes(item)).length
    // What nobody has said is something said twice under another name.
    compared.doubled += had.length - wanted.filter((item) => once.includes(item)).length
    const known = new Set(wanted)
    const inOrder = wanted.filter((item) => once.includes(item))
    if (JSON.stringify(inOrder) !== JSON.stringify(once.filter((item) => known.has(item)))) compared.outOfOrder += 1
  }
  return compared
}

function addedUp(links: readonly FaultyLink[]): Verdict['happened'] {
  const happened = { well: 0, lostBefore: 0, lostAnswer: 0, repeated: 0, late: 0, halfRequest: 0, halfAnswer: 0 }
  for (const link of links) {
    happened.well += link.happened.well
    happened.lostBefore += link.happened.lostBefore
    happened.lostAnswer += link.happened.lostAnswer
    happened.repeated += link.happened.repeated
    happened.late += link.happened.late
    happened.halfRequest += link.happened.halfRequest
    happened.halfAnswer += link.happened.halfAnswer
  }
  return happened
}
