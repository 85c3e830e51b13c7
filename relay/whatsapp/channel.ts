import type { PhoneNumber } from '../../shared/phone-number.ts'
import { Refused } from '../refused.ts'
import { createSignal } from '../signal.ts'
import { lastArrivalTimes } from '../store/arrival-times.ts'
import { ownJidsIn } from './account.ts'
import { ChannelLink } from './channel-link.ts'
import type { LinkParts } from './link-parts.ts'
import { PhonePairing } from './phone-pairing.ts'
import type { Session } from './session.ts'
import { Standing, type StandingParts } from './standing.ts'
import { StanzaOrder } from './stanza-order.ts'
import { ArrivalLine } from './take-arrivals.ts'
import { SilenceWatch } from './watch-silence.ts'
import type { WhatsAppParts } from './whatsapp-parts.ts'

export type ChannelParts = WhatsAppParts & StandingParts & Pick<LinkParts, 'setAlarm'>

const learntFrom = 500

/** The life of one channel: what may be asked of it, one thing after the other. */
export class Channel {
  readonly standing: Standing
  readonly #arrived = createSignal()
  readonly #arrivals: ArrivalLine
  readonly #silence: SilenceWatch
  readonly #link: ChannelLink
  /** What changes the connection happens one after the other: so there are never two. */
  #line: Promise<unknown> = Promise.resolve()

  constructor(private readonly parts: ChannelParts) {
    const { channelId, clock, store } = parts
    this.standing = new Standing(parts)
    const now = () => clock.now()
    const order = new StanzaOrder(now)
    const ownJids = () => ownJidsIn(this.#link.credentials)
    this.#arrivals = new ArrivalLine({ ...parts, order, ownJids, now }, this.#arrived)
    const earlierArrivals = () => lastArrivalTimes(store.read, channelId, learntFrom)
    this.#silence = new SilenceWatch({ ...parts, earlierArrivals })
    this.#link = new ChannelLink({
      ...parts,
      standing: this.standing,
      silence: this.#silence,
      order,
      inLine: (work) => this.#inLine(work),
      onArrivals: () => this.#arrived.fire(),
      takeWithin: (arrivals) => this.#arrivals.within(arrivals),
    })
  }

  /** The connection, while messages can leave. */
  get onlineSession(): Session | undefined {
    return this.standing.status.state === 'online' ? this.#link.session : undefined
  }

  /** The number that a phone has vouched for. */
  get linkedPhone(): PhoneNumber | undefined {
    return this.#link.account?.phone
  }

  /** New connections have not helped: nothing comes through them. */
  get isDeaf(): boolean {
    return this.standing.status.state === 'suspect' && this.#link.isDeaf
  }

  /** @throws DamagedKeys */
  start(): Promise<void> {
    this.#arrivals.wake()
    return this.#inLine(async () => {
      await this.#silence.learn()
      await this.#link.open()
    })
  }

  /** @throws DamagedKeys, Refused `conflict` */
  connect(): Promise<void> {
    return this.#inLine(async () => {
      if (this.#link.session) return
      if (!(await this.#link.load())) throw new Refused('conflict', 'The number is not linked: pair it first.')
      const { version, channelId } = this.parts
      if (this.standing.status.state === 'versionRefused') await version?.renew(channelId, this.#link.version)
      await this.#link.open()
    })
  }

  /** After a change of its proxy. */
  connectAnew(): Promise<void> {
    return this.#inLine(async () => {
      if (!this.#link.isWanted) return
      await this.#link.close()
      await this.#link.open()
    })
  }

  /** Resolves once the codes are asked for; with `phone`, once the code to type is there. @throws DamagedKeys, Refused `conflict` */
  async startPairing(phone?: PhoneNumber): Promise<void> {
    const pairing = phone && new PhonePairing(phone)
    await this.#inLine(async () => {
      if (await this.#link.load()) {
        if (pairing) throw new Refused('conflict', 'The number is linked already: unlink it first.')
        // It has given up: it was replaced or banned.
        if (!this.#link.session) await this.#link.open()
        return
      }
      await this.#endPairing()
      this.#link.codes.phone = pairing
      await this.#link.open()
      // It is being removed: nobody will ask for a code.
      if (!this.#link.session) this.#link.codes.ended()
    })
    await pairing?.answered
  }

  /** Also ends a pairing that is under way. */
  unlink(): Promise<void> {
    return this.#inLine(async () => {
      await this.#endPairing()
      await this.#link.leave()
      this.standing.happened({ type: 'forgotten' })
    })
  }

  /** @throws Refused `conflict` when nobody has asked. */
  answerOtherNumber(keep: 'former' | 'new'): Promise<void> {
    return this.#inLine(async () => {
      const { account } = this.#link
      if (this.standing.status.state !== 'otherNumber' || !account)
        throw new Refused('conflict', 'No other number was scanned, or the question is answered already.')
      if (keep === 'former') {
        await this.#link.leave()
        this.standing.happened({ type: 'forgotten' })
      } else {
        await this.parts.onLinked(this.parts.channelId, account)
        await this.#link.open()
      }
    })
  }

  async stop(): Promise<void> {
    await this.#inLine(() => this.#link.stop())
    await this.#arrivals.stop()
  }

  async #endPairing(): Promise<void> {
    this.#link.codes.ended()
    if (!this.#link.credentials) await this.#link.close()
  }

  #inLine(work: () => Promise<void>): Promise<void> {
    const done = this.#line.then(work)
    this.#line = done.catch(() => undefined)
    return done
  }
}
