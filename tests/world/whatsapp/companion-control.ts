import type { Companion } from './companion.ts'
import type { CompanionDoor } from './companion-door.ts'

/** The hand of fate over the company's device. */
export class CompanionControl {
  constructor(
    private readonly number: string,
    private readonly door: CompanionDoor,
    private readonly find: (number: string) => Companion | undefined,
  ) {}

  get isOnline(): boolean {
    return Boolean(this.find(this.number)?.connection)
  }

  /** Stanzas without an answer so far; 0 means that everything pushed was received or refused. */
  get unsettled(): number {
    return this.#companion.unsettled
  }

  /** As when the network is gone. */
  dropConnection(): void {
    this.#companion.connection?.drop()
  }

  /** 'replaced', or a code such as 515 and 503. 401 alone does not unlink: that is `phone.unlink()`. */
  streamError(reason: number | 'replaced'): void {
    this.#companion.connection?.endWithStreamError(reason === 'replaced' ? reason : { code: String(reason) })
  }

  /** Until `allowLogins`, every login fails: '401', '403', '503'… */
  refuseLogins(reason: string): void {
    this.door.refuseLogins(this.number, reason)
  }

  allowLogins(): void {
    this.door.refuseLogins(this.number, undefined)
  }

  /** Messages and receipts are queued, but not delivered, until `resumeInbound`; queries go on. */
  pauseInbound(): void {
    this.#companion.hold()
  }

  resumeInbound(): void {
    this.#companion.release()
  }

  /** Messages of the company are refused with this error of an ack, until `takeMessages`. @param lockedUntil what the account's state says then, epoch seconds. */
  refuseMessages(error: string, lockedUntil?: number): void {
    this.#companion.temper = { error }
    this.#companion.lockedUntil = lockedUntil
  }

  /** Messages of the company reach nobody and get no answer, until `takeMessages`. */
  swallowMessages(): void {
    this.#companion.temper = 'silent'
  }

  takeMessages(): void {
    this.#companion.temper = undefined
    this.#companion.lockedUntil = undefined
  }

  /** See `Companion.turnDeaf`. */
  turnDeaf(answers: 'pings' | 'nothing', also = 0): void {
    this.#companion.turnDeaf(answers, also)
  }

  /** Asks for fresh one-time keys. */
  askForKeys(): void {
    this.#companion.askForKeys()
  }

  get #companion(): Companion {
    const companion = this.find(this.number)
    if (!companion) throw new Error(`${this.number} has no linked companion`)
    return companion
  }
}
