import type { MessageDetails } from '../../../shared/message.ts'
import type { IncomingChange, IncomingMessage } from '../../inbox/incoming-message.ts'
import type { CallEnvelope } from '../envelope.ts'

type CallDetails = NonNullable<MessageDetails['call']>

/** What a stanza tells of a call: it rings, it is over, or something that only apps care about. */
export type CallNews =
  | { message: Pick<IncomingMessage, 'kind' | 'text' | 'details' | 'whatsappId'> }
  | { change: Pick<IncomingChange, 'target' | 'change'> }
  | { ignored: string }

/** The message of a call bears the call's id, so that its end finds its beginning. */
export function callNews({ call }: CallEnvelope): CallNews {
  const { tag, id, video } = call
  if (call.group) return { ignored: 'groupCall' }
  if (tag === 'offer' || tag === 'offer_notice')
    return { message: { kind: 'call', text: '', whatsappId: id, details: { call: { video, outcome: 'ringing' } } } }
  const outcome = outcomeOf(call)
  if (outcome === undefined) return { ignored: `call.${tag}` }
  const seconds = Math.round(Number(call.duration))
  const ended: CallDetails = { video, outcome, ...(outcome === 'onPhone' && seconds > 0 ? { seconds } : {}) }
  return { change: { target: { whatsappId: id, fromUs: false }, change: { type: 'call', call: ended } } }
}

/** `undefined`: nothing has ended. Whoever rings and gives up has missed us, unless somebody had taken it before. */
function outcomeOf({ tag, reason = '', duration }: CallEnvelope['call']): CallDetails['outcome'] | undefined {
  switch (tag) {
    case 'accept':
      return 'onPhone'
    case 'reject':
      return 'declined'
    case 'terminate':
      if (reason.startsWith('accepted') || Number(duration) > 0) return 'onPhone'
      return reason.startsWith('rejected') ? 'declined' : 'missed'
    default:
      return undefined
  }
}
