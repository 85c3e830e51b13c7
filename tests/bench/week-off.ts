import type { Onec } from '../world/onec/onec.ts'
import { startOnec } from '../world/onec/start-onec.ts'
import { startWhatsApp } from '../world/whatsapp/whatsapp.ts'
import { fill } from './exchange.ts'
import { round } from './figures.ts'

export interface WeekOff {
  /** That the relay held for 1C. */
  events: number
  lost: number
  doubled: number
  /** Events that stand in 1C behind a later one. */
  outOfOrder: number
  /** Since 1C is back, with its own work on each event. */
  seconds: number
}

/**
 * 1C was off, for a week say: a relay process holds its journal, and a 1C base has it all by runs of its own job, over HTTP. The answers of one run in the
 * middle are lost on the way.
 */
export async function benchWeekOff(say: (line: string) => void, { events }: { events: number }): Promise<WeekOff> {
  const whatsapp = await startWhatsApp()
  const { relay, token } = await fill(whatsapp, events)
  say(`${events} events wait for 1C`)
  // The journal is made of one that nobody lets go: replies stay with 1C, undecided.
  const onec = await startOnec({ relay: { url: relay.address, token }, mode: { replies: 'hold' } })
  try {
    const began = performance.now()
    await catchUp(onec, Math.floor(events / 2))
    onec.change({ calls: 'losesAnswers' })
    await onec.run()
    onec.change({ calls: 'well' })
    await catchUp(onec, events)
    const seconds = round((performance.now() - began) / 1000)
    return { ...compare(onec, events), seconds }
  } finally {
    await onec.close()
    await relay.stop()
    await whatsapp.close()
  }
}

async function catchUp(onec: Onec, until: number): Promise<void> {
  while (onec.cursor() < until) {
    const { applied, error } = await onec.run()
    if (error !== undefined || applied === 0) throw new Error(`1C stands at ${onec.cursor()}: ${error ?? 'no news'}`)
  }
}

/** Every row of this journal is an event for 1C, so its numbers are 1, 2, 3 and so on. */
function compare(onec: Onec, events: number): Omit<WeekOff, 'seconds'> {
  const numbers = onec.effects().flatMap(({ body }) => (typeof body.seq === 'number' ? [body.seq] : []))
  const once = new Set(numbers)
  const missing = Array.from({ length: events }, (_, index) => index + 1).filter((seq) => !once.has(seq))
  return {
    events,
    lost: missing.length,
    doubled: numbers.length - once.size,
    outOfOrder: numbers.filter((seq, index) => seq < (numbers[index - 1] ?? 0)).length,
  }
}
