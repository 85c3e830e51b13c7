import type { Session } from './session.ts'
import type { Standing } from './standing.ts'
import type { SilenceWatch } from './watch-silence.ts'

/** So many questions without an answer, each on a connection of its own, and a suspect number is called deaf. */
const deafAfter = 3

export interface SuspicionParts {
  standing: Standing
  silence: SilenceWatch
  /** Makes a new connection if this is still the one. @param failures how many have not helped so far. */
  connectAnew: (session: Session, failures: number) => void
}

/** Whether a number that is open is also spoken to; if not, it gets new connections, at once, then ever later. */
export class Suspicion {
  #unanswered = 0

  constructor(private readonly parts: SuspicionParts) {}

  /** New connections have not helped: nothing comes through them. */
  get isDeaf(): boolean {
    return this.#unanswered >= deafAfter
  }

  /** From a login on. */
  watch(session: Session): void {
    const listener = {
      onUnanswered: () => this.#suspect(session),
      onHeard: () => this.#clear(),
      onRenew: () => this.parts.connectAnew(session, 0),
    }
    // One that was suspect before has to prove itself now.
    this.parts.silence.begin(session.socket, listener, this.#unanswered > 0)
  }

  /** There is no connection any more. */
  pause(): void {
    this.parts.silence.end()
  }

  forget(): void {
    this.#unanswered = 0
  }

  #suspect(session: Session): void {
    const { standing, connectAnew } = this.parts
    this.#unanswered += 1
    standing.happened({ type: 'suspected' })
    if (this.isDeaf) standing.tell()
    connectAnew(session, this.#unanswered - 1)
  }

  #clear(): void {
    if (this.#unanswered === 0) return
    this.#unanswered = 0
    this.parts.standing.happened({ type: 'cleared' })
  }
}
