import * as v from 'valibot'
import type { BaseId, Instant, MessageId } from '../../shared/ids.ts'
import type { ApprovalOutcome } from '../outbox/approve-reply.ts'
import type { Country } from '../phone-text.ts'
import type { IsIts } from '../store/bases.ts'
import { keepResult, resultOf } from '../store/onec-outgoing.ts'
import type { Writer } from '../store/open.ts'
import type { ExchangeEffects } from './exchange-effects.ts'
import { foreignIn } from './its-own.ts'
import { fromOnecTime } from './onec-time.ts'
import { type Outgoing, parseOutgoing } from './packet-outgoing.ts'
import { failedResult, isFinal, isKept, type Result, resultSchema } from './packet-result.ts'

/**
 * Does what one outgoing says, once: its id is known for ever, and a repeat gets the first answer (guides/onec.md 6, rule 2).
 * A bad one is answered and not kept, so 1C may correct it under the same id.
 * @returns undefined when it is so bad that nobody can be answered.
 */
export async function takeOutgoing(
  tx: Writer,
  base: BaseId,
  item: unknown,
  { effects, at, country, isIts }: { effects: ExchangeEffects; at: Instant; country: Country; isIts: IsIts },
): Promise<Result | undefined> {
  const parsed = parseOutgoing(item, country)
  if ('wrong' in parsed)
    return parsed.outgoingId === undefined ? undefined : failedResult(parsed.outgoingId, 'badRequest', parsed.wrong)
  const { outgoing } = parsed
  const foreign = await foreignIn(tx, base, outgoing, isIts)
  // Not kept: under this id the base that it belongs to must be heard.
  if (foreign) return failedResult(outgoing.outgoingId, foreign)
  const first = await firstResult(tx, outgoing.outgoingId)
  if (first && isFinal(first)) return { ...first, duplicate: true }
  const result = outgoing.note
    ? await takeNote(tx, base, outgoing, effects)
    : await carryOut(tx, outgoing, effects, isIts)
  if (isKept(result))
    await keepResult(tx, base, { outgoingId: outgoing.outgoingId, result: JSON.stringify(result) }, at)
  return result
}

async function firstResult(tx: Writer, id: MessageId): Promise<Result | undefined> {
  const kept = await resultOf(tx, id)
  return kept === undefined ? undefined : v.parse(resultSchema, JSON.parse(kept))
}

async function carryOut(tx: Writer, outgoing: Outgoing, effects: ExchangeEffects, isIts: IsIts): Promise<Result> {
  const { outgoingId, text, file, notAfter } = outgoing
  const approval = await effects.approve(tx, {
    messageId: outgoingId,
    ...(text === undefined ? {} : { text }),
    ...(file === undefined ? {} : { fileId: file.fileId }),
    ...(notAfter === undefined ? {} : { notAfter: fromOnecTime(notAfter) }),
  })
  return approval === 'unknown' ? await sendAsOwn(tx, outgoing, effects, isIts) : resultOfApproval(outgoingId, approval)
}

/** A comment that the client never sees. */
async function takeNote(tx: Writer, base: BaseId, outgoing: Outgoing, effects: ExchangeEffects): Promise<Result> {
  const { outgoingId, conversationId, text, url } = outgoing
  if (text === undefined && url === undefined) return failedResult(outgoingId, 'badRequest', 'text or url is wanted')
  const outcome = await effects.note(tx, base, {
    outgoingId,
    text: text ?? '',
    ...(conversationId === undefined ? {} : { conversationId }),
    ...(url === undefined ? {} : { url }),
  })
  return outcome === 'accepted'
    ? { outgoingId, status: 'accepted', messageId: outgoingId }
    : failedResult(outgoingId, outcome)
}

function resultOfApproval(outgoingId: MessageId, approval: Exclude<ApprovalOutcome, 'unknown'>): Result {
  switch (approval) {
    case 'approved':
      return { outgoingId, status: 'accepted', messageId: outgoingId }
    case 'alreadyApproved':
      return { outgoingId, status: 'accepted', duplicate: true, messageId: outgoingId }
    case 'isNote':
      return failedResult(outgoingId, 'badRequest', 'note: true is wanted in the answer to a task request')
    case 'tooLate':
    case 'fileMissing':
      return failedResult(outgoingId, approval)
    default:
      return approval satisfies never
  }
}

/** No employee's reply has this id: it is a message of 1C's own. */
async function sendAsOwn(tx: Writer, outgoing: Outgoing, effects: ExchangeEffects, isIts: IsIts): Promise<Result> {
  const { outgoingId, conversationId, phone, userId, text, file, quotedMessageId, notAfter } = outgoing
  if (conversationId === undefined && phone === undefined) return failedResult(outgoingId, 'unknownReply')
  if (text === undefined && file === undefined) return failedResult(outgoingId, 'badRequest', 'text or file is wanted')
  const sent = await effects.sendFromOnec(
    tx,
    {
      outgoingId,
      text: text ?? '',
      ...(conversationId === undefined ? {} : { conversationId }),
      ...(phone === undefined ? {} : { phone }),
      ...(userId === undefined ? {} : { userId }),
      ...(file === undefined ? {} : { fileId: file.fileId }),
      ...(quotedMessageId === undefined ? {} : { quotedMessageId }),
      ...(notAfter === undefined ? {} : { notAfter: fromOnecTime(notAfter) }),
    },
    isIts,
  )
  if (sent.outcome === 'failed') return failedResult(outgoingId, sent.code)
  return { outgoingId, status: 'accepted', messageId: sent.messageId }
}
