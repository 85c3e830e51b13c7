import { proto } from '@whiskeysockets/baileys'
import type { MessageDetails } from '../../../shared/message.ts'
import type { MessageContent } from './message-content.ts'

const { CallOutcome } = proto.Message.CallLogMessage

/** A call that is over, as WhatsApp writes it into the conversation. */
export function callLogContent({ callLogMesssage: log }: proto.IMessage): MessageContent | undefined {
  if (!log) return undefined
  const seconds = Number(log.durationSecs ?? 0)
  const call = { video: log.isVideo === true, outcome: outcomeOf(log.callOutcome), ...(seconds > 0 ? { seconds } : {}) }
  return { kind: 'call', text: '', details: { call } }
}

function outcomeOf(outcome: proto.Message.CallLogMessage.CallOutcome | null | undefined) {
  const answered = [CallOutcome.CONNECTED, CallOutcome.ACCEPTED_ELSEWHERE, CallOutcome.ONGOING]
  const kinds: NonNullable<MessageDetails['call']>['outcome'][] = ['onPhone', 'declined', 'missed']
  const index = answered.some((each) => each === outcome) ? 0 : outcome === CallOutcome.REJECTED ? 1 : 2
  return kinds[index] ?? 'missed'
}
