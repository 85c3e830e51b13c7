import { constant, type Infobase, setConstant } from './infobase.ts'
import { asMap, type JsonMap } from './json-map.ts'

/** The types of events that this base understands; any other is passed over and recorded as `unknown`. */
export const knownEvents = [
  'message',
  'messageChanged',
  'replyCommand',
  'status',
  'conversation',
  'joined',
  'clientLookup',
  'documentLookup',
  'documentRequest',
  'taskRequest',
  'session',
] as const
export type KnownEvent = (typeof knownEvents)[number]

/** What happened in the base, in order: each event that had an effect, each result, each word of its own. */
export interface Effect {
  kind: KnownEvent | 'result' | 'unknown'
  body: JsonMap
}

export function recordEffect(base: Infobase, kind: Effect['kind'], body: JsonMap): void {
  base.prepare('insert into effects (kind, body) values (?, ?)').run(kind, JSON.stringify(body))
}

export function effectsIn(base: Infobase): Effect[] {
  const rows = base
    .prepare<[], { kind: Effect['kind']; body: string }>('select kind, body from effects order by n')
    .all()
  return rows.map(({ kind, body }) => ({ kind, body: asMap(JSON.parse(body)) }))
}

/** What came more than once. Each had one effect. */
export interface Repeats {
  /** Events at or below the cursor. */
  events: number
  /** Messages and commands under a key that was known, though their number was new. */
  keys: number
  /** Results that say `duplicate`. */
  results: number
}

const counters: readonly (keyof Repeats)[] = ['events', 'keys', 'results']

export function countRepeat(base: Infobase, what: keyof Repeats): void {
  setConstant(base, `repeats.${what}`, String(Number(constant(base, `repeats.${what}`) ?? 0) + 1))
}

export function repeatsIn(base: Infobase): Repeats {
  const [events = 0, keys = 0, results = 0] = counters.map((what) => Number(constant(base, `repeats.${what}`) ?? 0))
  return { events, keys, results }
}
