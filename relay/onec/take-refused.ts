import * as v from 'valibot'
import { type BaseId, type MessageId, messageIdSchema } from '../../shared/ids.ts'
import type { IsIts } from '../store/bases.ts'
import type { Writer } from '../store/open.ts'
import type { ExchangeEffects } from './exchange-effects.ts'
import { isForeignMessage } from './its-own.ts'
import type { OnecPacket } from './packet.ts'
import { failedResult, type Result } from './packet-result.ts'

/**
 * Stops the replies that 1C refuses. Each is acknowledged by a result under its `commandId`, so that a base that is only pushed to can
 * forget it; a repeat is acknowledged again. Nothing is kept of it: under the same id an outgoing may come.
 */
export async function takeRefused(
  tx: Writer,
  base: BaseId,
  { refused }: Pick<OnecPacket, 'refused'>,
  effects: Pick<ExchangeEffects, 'refuse'>,
  isIts: IsIts,
): Promise<Result[]> {
  const results: Result[] = []
  for (const { commandId, reason } of refused) {
    const reply = v.safeParse(messageIdSchema, commandId)
    // Any other id cannot be a reply's.
    if (reply.success) results.push(await refuseOne(tx, reply.output, reason, { base, isIts, ...effects }))
    else results.push(failedResult(commandId.slice(0, longestId), 'unknownReply'))
  }
  return results
}

const longestId = 100

async function refuseOne(
  tx: Writer,
  commandId: MessageId,
  reason: string,
  { base, isIts, refuse }: { base: BaseId; isIts: IsIts } & Pick<ExchangeEffects, 'refuse'>,
): Promise<Result> {
  if (await isForeignMessage(tx, base, commandId, isIts)) return failedResult(commandId, 'unknownReply')
  const outcome = await refuse(tx, commandId, reason)
  const acknowledged: Result = { outgoingId: commandId, status: 'accepted', messageId: commandId }
  switch (outcome) {
    case 'refused':
      return acknowledged
    case 'alreadyRefused':
      return { ...acknowledged, duplicate: true }
    case 'tooLate':
      return failedResult(commandId, 'tooLate')
    case 'unknown':
      return failedResult(commandId, 'unknownReply')
    default:
      return outcome satisfies never
  }
}
