import type { BinaryNode, WASocket } from '@whiskeysockets/baileys'
import type { Logger } from 'pino'
import type { ChannelId, Instant } from '../../shared/ids.ts'
import type { Clock } from '../clock.ts'
import type { SetAlarm } from '../timer.ts'
import { aboutSilence, noRhythm, type Rhythm, usualGap, withArrival } from './deafness.ts'

export interface SilenceParts {
  channelId: ChannelId
  clock: Clock
  setAlarm: SetAlarm
  log: Logger
  /** Arrivals of earlier processes, oldest first. */
  earlierArrivals: () => Promise<readonly Instant[]>
}

export interface SilenceListener {
  /** A question had no answer. */
  onUnanswered(): void
  /** WhatsApp speaks to us: something came by itself, or it has answered. */
  onHeard(): void
  /** It answers, but has said nothing for so long that a new connection is the better proof. */
  onRenew(): void
}

/** The question: how many of our keys it still has. Only WhatsApp itself can answer, not whatever keeps the line open. */
const question = 'how many keys are left'
const answerTakes = 25_000

/**
 * Watches whether a connection that is open is spoken to. Baileys' own watch only sees a line on which nothing at all comes, so one that answers pings and brings no
 * message stays open for days.
 */
export class SilenceWatch {
  #rhythm: Rhythm = noRhythm
  #heardAt: Instant = 0
  #answeredAt: Instant | undefined
  #lastStanza = 'none'
  #cancel: () => void = () => {}
  #socket: WASocket | undefined
  #listener: SilenceListener | undefined

  constructor(private readonly parts: SilenceParts) {}

  /** Learns how the number is used from what is stored. */
  async learn(): Promise<void> {
    for (const at of await this.parts.earlierArrivals()) this.#rhythm = withArrival(this.#rhythm, at)
  }

  /** From a login on. @param atOnce it was suspect before: it has to prove itself now. */
  begin(socket: WASocket, listener: SilenceListener, atOnce: boolean): void {
    this.end()
    this.#socket = socket
    this.#listener = listener
    this.#heardAt = this.parts.clock.now()
    this.#answeredAt = undefined
    for (const tag of ['message', 'receipt', 'notification', 'call', 'presence', 'chatstate'])
      socket.ws.on(`CB:${tag}`, (stanza: BinaryNode) => this.#heard(socket, stanza))
    if (atOnce) void this.#ask(socket)
    else this.#look(socket)
  }

  end(): void {
    this.#cancel()
    this.#socket = undefined
  }

  #heard(socket: WASocket, { tag, attrs }: BinaryNode): void {
    if (socket !== this.#socket) return
    this.#heardAt = this.parts.clock.now()
    this.#answeredAt = undefined
    this.#lastStanza = tag
    // What waited at WhatsApp tells nothing of when it was written.
    if (attrs.offline === undefined) this.#rhythm = withArrival(this.#rhythm, this.#heardAt)
    this.#listener?.onHeard()
  }

  #look(socket: WASocket): void {
    if (socket !== this.#socket) return
    const step = aboutSilence(this.#rhythm, {
      heardAt: this.#heardAt,
      answeredAt: this.#answeredAt,
      now: this.parts.clock.now(),
    })
    if (step.do === 'wait') this.#cancel = this.parts.setAlarm(step.forMs, () => this.#look(socket))
    else if (step.do === 'ask') void this.#ask(socket)
    else {
      this.parts.log.info(this.#evidence(), 'silent for very long: the connection is made anew')
      this.#listener?.onRenew()
    }
  }

  async #ask(socket: WASocket): Promise<void> {
    const askedAt = this.parts.clock.now()
    const answered = await this.#answerOf(socket)
    if (socket !== this.#socket) return
    const now = this.parts.clock.now()
    const evidence = { ...this.#evidence(), question, tookMs: now - askedAt }
    if (answered || this.#heardAt > askedAt) {
      this.parts.log.info(evidence, 'silent for longer than usual, but WhatsApp answers')
      this.#answeredAt = now
      this.#listener?.onHeard()
      this.#look(socket)
    } else {
      this.parts.log.warn(evidence, 'silent for longer than usual, and WhatsApp does not answer')
      this.#listener?.onUnanswered()
    }
  }

  #answerOf(socket: WASocket): Promise<boolean> {
    const attrs = { to: 's.whatsapp.net', type: 'get', xmlns: 'encrypt' }
    const answer = socket.query({ tag: 'iq', attrs, content: [{ tag: 'count', attrs: {} }] }).then(
      (node: BinaryNode | undefined) => node !== undefined,
      () => false,
    )
    return new Promise((resolve) => {
      this.#cancel = this.parts.setAlarm(answerTakes, () => resolve(false))
      void answer.then((answered) => {
        this.#cancel()
        resolve(answered)
      })
    })
  }

  #evidence() {
    const { channelId, clock } = this.parts
    return {
      channelId,
      lastStanza: this.#lastStanza,
      heardAt: this.#heardAt,
      silentForMs: clock.now() - this.#heardAt,
      usualGapMs: usualGap(this.#rhythm, this.#heardAt),
    }
  }
}
