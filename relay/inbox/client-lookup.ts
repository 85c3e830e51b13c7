import type { Instant } from '../../shared/ids.ts'
import type { OnecKnows } from '../store/onec-knows.ts'

/** On what occasion a conversation is looked at: its client has just written, it came with the phone's history, or something else about it is told. */
export type Occasion = 'written' | 'history' | 'told'

const hour = 60 * 60 * 1000
const day = 24 * hour

/** Whom 1C did not know it may know soon: the manager who sees «не найден» adds him. */
export const nobodyHoldsFor = hour
/** Cards change seldom, and 1C may tell of a change unasked. */
export const cardsHoldFor = 7 * day
/** 1C has passed over the question: an older extension of ours does, or it could not be applied. */
export const silenceHoldsFor = day
/** So nobody is asked about twice within this time, whatever happens. */
export const leastPause = Math.min(nobodyHoldsFor, cardsHoldFor, silenceHoldsFor)

/**
 * Whether 1C is to be asked who a contact is: now, when there is room (`later`: a phone's history brings thousands at once, and live messages must not wait
 * behind them), or not at all. Pure. A question that 1C has not seen yet is never repeated.
 */
export function whetherToAsk(
  { lookup, cards = [] }: Pick<OnecKnows, 'lookup' | 'cards'>,
  occasion: Occasion,
  now: Instant,
): 'now' | 'later' | 'no' {
  const { askedAt, answeredAt } = lookup ?? {} // undefined when nobody has thought of asking
  if (occasion === 'history') return lookup === undefined ? 'later' : 'no'
  if (askedAt === undefined && answeredAt === undefined) return 'now'
  if (occasion === 'told') return 'no'
  const isOver = (since: Instant, holdsFor: number) => now - since >= holdsFor
  if (askedAt !== undefined && askedAt > (answeredAt ?? Number.NEGATIVE_INFINITY))
    return lookup?.isSeen && isOver(askedAt, silenceHoldsFor) ? 'now' : 'no'
  const holdsFor = cards.length === 0 ? nobodyHoldsFor : cardsHoldFor
  return isOver(answeredAt ?? now, holdsFor) ? 'now' : 'no'
}
