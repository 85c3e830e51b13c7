import type { Refusal, RefusalCode } from '../shared/refusal.ts'

/** Thrown where a request cannot be met for a reason that its sender can understand; the API turns it into an answer. */
export class Refused extends Error {
  override name = 'Refused'
  constructor(
    readonly code: RefusalCode,
    message: string,
    /** What some refusals say beside it. */
    readonly more: Pick<Refusal['error'], 'retryAfterSeconds' | 'takenBy'> = {},
  ) {
    super(message)
  }
}
