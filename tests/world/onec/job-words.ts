import { constant, type Infobase } from './infobase.ts'
import type { Mode } from './mode.ts'

/** What the base says of its own scheduled job, in every packet and in the answer to a ping. */
export function jobWords(base: Infobase, { job }: Mode) {
  const lastRunAt = constant(base, 'lastRunAt')
  return { enabled: true, blocked: job === 'off', ...(lastRunAt === undefined ? {} : { lastRunAt }) }
}
