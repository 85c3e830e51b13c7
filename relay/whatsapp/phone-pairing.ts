import type { PhoneNumber } from '../../shared/phone-number.ts'
import { Refused } from '../refused.ts'

/** A pairing by a code that is typed on the phone: whoever has asked for it waits for WhatsApp's answer. */
export class PhonePairing {
  /** Resolves once the code is there. @throws Refused `conflict` */
  readonly answered: Promise<void>
  #resolve: () => void = () => {}
  #reject: (error: Error) => void = () => {}

  constructor(readonly phone: PhoneNumber) {
    this.answered = new Promise((resolve, reject) => {
      this.#resolve = resolve
      this.#reject = reject
    })
    // A second code of the same pairing has nobody waiting for it.
    this.answered.catch(() => undefined)
  }

  gotCode = (): void => this.#resolve()

  refused = (why: string): void => this.#reject(new Refused('conflict', why))
}
