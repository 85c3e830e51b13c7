import { asMap } from './json-map.ts'

/** How this base behaves. Everything may be switched while it runs. */
export interface Mode {
  /** The scheduled job: `off` when it is blocked in the cluster. Running it by hand still works. */
  job: 'on' | 'off'
  /** The HTTP service: answers well, with 500, not at all, or takes the packet and drops the connection before it has answered. */
  service: 'well' | 'error500' | 'hangs' | 'losesAnswers'
  /** The job's own calls: `losesAnswers` sends the packet and never reads what came back. */
  calls: 'well' | 'losesAnswers'
  /** What becomes of employees' replies; `hold` leaves them undecided. */
  replies: 'approve' | 'refuse' | 'hold'
  refusalReason: string
  /** How a reply's text is changed before it goes: `{text}` stands for the employee's own. */
  rewrite: string
  /** Cannot apply an event with this text; empty: applies all that it understands. */
  stumblesOver: string
  /** Sends every outgoing again in every packet, although it was answered. */
  repeats: boolean
  /** How long the job's first call waits for events, in seconds. */
  waitSeconds: number
}

export const wellBehaved: Mode = {
  job: 'on',
  service: 'well',
  calls: 'well',
  replies: 'approve',
  refusalReason: 'Клиент на стоп-листе',
  rewrite: '{text}',
  stumblesOver: '',
  repeats: false,
  waitSeconds: 0,
}

/** 1C is off: no job, and its service does not answer. */
export const silent: Partial<Mode> = { job: 'off', service: 'hangs' }

const oneOf = <Choice extends string>(choices: readonly Choice[], value: unknown): Choice | undefined =>
  choices.find((choice) => choice === value)

const choices = {
  job: ['on', 'off'],
  service: ['well', 'error500', 'hangs', 'losesAnswers'],
  calls: ['well', 'losesAnswers'],
  replies: ['approve', 'refuse', 'hold'],
} as const

/** The mode after changes that came as JSON; what cannot be read stays as it is. */
export function changedMode(mode: Mode, body: unknown): Mode {
  const changes = asMap(body)
  const { refusalReason, rewrite, stumblesOver, repeats, waitSeconds } = changes
  return {
    job: oneOf(choices.job, changes.job) ?? mode.job,
    service: oneOf(choices.service, changes.service) ?? mode.service,
    calls: oneOf(choices.calls, changes.calls) ?? mode.calls,
    replies: oneOf(choices.replies, changes.replies) ?? mode.replies,
    refusalReason: typeof refusalReason === 'string' ? refusalReason : mode.refusalReason,
    rewrite: typeof rewrite === 'string' ? rewrite : mode.rewrite,
    stumblesOver: typeof stumblesOver === 'string' ? stumblesOver : mode.stumblesOver,
    repeats: typeof repeats === 'boolean' ? repeats : mode.repeats,
    waitSeconds: typeof waitSeconds === 'number' ? waitSeconds : mode.waitSeconds,
  }
}
