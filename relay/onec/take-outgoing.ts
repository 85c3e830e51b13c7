import * as v from 'valibot'
import type { BaseId, Instant, MessageId } from '../../shared/ids.ts'
import type { ApprovalOutcome } from '../outbox/approve-reply.ts'
import type { Country } from '../phone-text.ts'
import { keepResult, resultOf } from '../store/onec-outgoing.ts'
import type { Writer } from '../store/open.ts'
import type { ExchangeEffects } from './exchange-effects.ts'
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
  { effects, at, country }: { effects: ExchangeEffects; at: Instant; country: Country },
): Promise<Result | undefined> {
  const parsed = parseOutgoing(item, country)
  if ('wrong' in parsed)
    return parsed.outgoingId === undefined ? undefined : failedResult(parsed.outgoingId, 'badRequest', parsed.wrong)
  const { outgoing } = parsed
  const first = await firstResult(tx, outgoing.outgoingId)
  if (first && isFinal(first)) return { ...first, duplicate: true }
  const result = await carryOut(tx, outgoing, effects)
  if (isKept(result))
    await keepResult(tx, base, { outgoingId: outgoing.outgoingId, result: JSON.stringify(result) }, at)
  return result
}

async function firstResult(tx: Writer, id: MessageId): Promise<Result | undefined> {
  const kept = await resultOf(tx, id)
  return kept === undefined ? undefined : v.parse(resultSchema, JSON.parse(kept))
}

async function carryOut(tx: Writer, outgoing: Outgoing, effects: ExchangeEffects): Promise<Result> {
  const { outgoingId, text, file, notAfter } = outgoing
  if (outgoing.note) return failedResult(outgoingId, 'notSupported')
  const approval = await effects.approve(tx, {
    messageId: outgoingId,
    ...(text === undefined ? {} : { text }),
    ...(file === undefined ? {} : { fileId: file.fileId }),
    ...(notAfter === undefined ? {} : { notAfter: fromOnecTime(notAfter) }),
  })
  return approval === 'unknown' ? await sendAsOwn(tx, outgoing, effects) : resultOfApproval(outgoingId, approval)
}

function resultOfApproval(outgoingId: MessageId, approval: Exclude<ApprovalOutcome, 'unknown'>): Result {
  switch (approval) {
    case 'approved':
      return { outgoingId, status: 'accepted', messageId: outgoingId }
    case 'alreadyApproved':
      return { outgoingId, status: 'accepted', duplicate: true, messageId: outgoingId }
    case 'tooLate':
    case 'fileMissing':
      return failedResult(outgoingId, approval)
    default:
      return approval satisfies never
  }
}

/** No employee's reply has this id: it is a message of 1C's own. */
async function sendAsOwn(tx: Writer, outgoing: Outgoing, effects: ExchangeEffects): Promise<Result> {
  const { outgoingId, conversationId, phone, userId, text, file, quotedMessageId, notAfter } = outgoing
  if (conversationId === undefined && phone === undefined) return failedResult(outgoingId, 'unknownReply')
  if (text === undefined && file === undefined) return failedResult(outgoingId, 'badRequest', 'text or file is wanted')
  const sent = await effects.sendFromOnec(tx, {
    outgoingId,
    text: text ?? '',
    ...(conversationId === undefined ? {} : { conversationId }),
    ...(phone === undefined ? {} : { phone }),
    ...(userId === undefined ? {} : { userId }),
    ...(file === undefined ? {} : { fileId: file.fileId }),
    ...(quotedMessageId === undefined ? {} : { quotedMessageId }),
    ...(notAfter === undefined ? {} : { notAfter: fromOnecTime(notAfter) }),
  })
  if (sent.outcome === 'failed') return failedResult(outgoingId, sent.code)
  return { outgoingId, status: 'accepted', messageId: sent.messageId }
}
