/** What happened at WhatsApp, for tests that wait instead of sleeping. `number` is the company's number. */
export type WhatsAppEvent =
  | { type: 'pairing-offered'; refs: readonly string[] }
  | { type: 'pairing-withdrawn' }
  | { type: 'companion-linked'; number: string }
  | { type: 'companion-unlinked'; number: string; by: 'phone' | 'companion' }
  | { type: 'companion-connected'; number: string; redelivered: number }
  | { type: 'companion-disconnected'; number: string }
  | { type: 'login-refused'; number: string; reason: string }
  | { type: 'message-pushed'; number: string; from: string; id: string }
  | { type: 'message-accepted'; number: string; to: string; id: string }
  /** Refused with an error, or not answered: see `CompanionControl.refuseMessages`. */
  | { type: 'message-rejected'; number: string; to: string; id: string }
  /** «печатает…»: composing or paused. */
  | { type: 'chatstate'; number: string; to: string; state: string }
  | { type: 'message-received'; number: string; by: string; id: string }
  | { type: 'message-undecryptable'; number: string; by: string; id: string; error: string }
  | { type: 'receipt'; number: string; to: string; ids: readonly string[]; kind: string }
  /** A pushed stanza got its receipt or ack and will not come again; `unsettled` are left. */
  | { type: 'settled'; number: string; tag: string; id: string; unsettled: number }
  | { type: 'message-refused'; number: string; id: string; error: string }
  /** The phone was asked to upload a file again. */
  | { type: 'file-asked-for'; number: string; id: string }
  | { type: 'query'; number: string; name: string; known: boolean }
  /** A deaf connection has left a question without an answer. */
  | { type: 'query-ignored'; number: string; xmlns: string }
  /** `available`, `unavailable`, or `name` for one that only tells the name. */
  | { type: 'presence'; number: string; kind: string }
  /** The stand-in itself could not do something; a test that sees this has found a bug in it. */
  | { type: 'fault'; error: string }
  | { type: 'connection-broken'; error: string }

type Listener = (event: WhatsAppEvent) => void

export class WhatsAppEvents {
  readonly #listeners = new Set<Listener>()

  tell(event: WhatsAppEvent): void {
    for (const listener of this.#listeners) listener(event)
  }

  /** Returns the way to stop listening. */
  subscribe(listener: Listener): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  /** The next event of that type that fits; events of the past do not count. */
  next<T extends WhatsAppEvent['type']>(
    type: T,
    fits: (event: Extract<WhatsAppEvent, { type: T }>) => boolean = () => true,
    timeoutMs = 25_000,
  ): Promise<Extract<WhatsAppEvent, { type: T }>> {
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        stop()
        reject(new Error(`no '${type}' within ${timeoutMs} ms`))
      }, timeoutMs)
      const stop = this.subscribe((event) => {
        if (!isOfType(event, type) || !fits(event)) return
        clearTimeout(timer)
        stop()
        resolve(event)
      })
    })
  }
}

function isOfType<T extends WhatsAppEvent['type']>(
  event: WhatsAppEvent,
  type: T,
): event is Extract<WhatsAppEvent, { type: T }> {
  return event.type === type
}
