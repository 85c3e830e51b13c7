import type { Clock } from '../clock.ts'
import type { SendOutcome } from '../outbox/send-to-whatsapp.ts'
import type { SetAlarm } from '../timer.ts'
import type { Ack } from './acks.ts'
import { outcomeOfRefusal } from './refusal.ts'
import type { Session } from './session.ts'

/** WhatsApp answers within a second; after so long it will not. Milliseconds. */
const ackTakes = 60_000

/**
 * Hands something to WhatsApp and waits until it says what became of it.
 * @param prepareFor how long Baileys may take before it has left: a text is a few questions to WhatsApp, a file is uploaded first. Milliseconds.
 */
export async function handOver(
  { acks }: Pick<Session, 'acks'>,
  whatsappId: string,
  { setAlarm, prepareFor }: { setAlarm: SetAlarm; prepareFor: number },
  work: () => Promise<unknown>,
): Promise<Ack> {
  const answer = acks.next(whatsappId)
  const stopWaiting = () => acks.giveUp('timedOut', whatsappId)
  let over = false
  let cancel = setAlarm(prepareFor, stopWaiting)
  const sending = work().then(() => {
    cancel()
    if (!over) cancel = setAlarm(ackTakes, stopWaiting)
  })
  try {
    // The ack may be here before Baileys is done with sending; an error of Baileys' comes without an ack.
    return await Promise.race([answer, sending.then(() => answer)])
  } finally {
    over = true
    cancel()
    stopWaiting()
    // When the ack or the time limit came first, nobody else would look at what became of it.
    sending.catch(() => undefined)
  }
}

/** What an answer of WhatsApp's means for what was sent. */
export function outcomeOf(ack: Ack, clock: Clock): SendOutcome {
  switch (ack.type) {
    case 'accepted':
      return { outcome: 'sent', at: ack.at ?? clock.now() }
    case 'refused':
      return outcomeOfRefusal(ack.error)
    case 'none':
      return ack.cause === 'timedOut'
        ? { outcome: 'later', cause: 'no answer from WhatsApp', hold: 'noAnswer' }
        : { outcome: 'later', cause: 'the connection was lost' }
    default:
      return ack satisfies never
  }
}
