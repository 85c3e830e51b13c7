import type { ChannelSettings } from '../../shared/channel-settings.ts'
import type { ChannelId, ConversationId, Instant, MessageId } from '../../shared/ids.ts'
import type { Hold } from '../../shared/message.ts'
import type { Signal } from '../signal.ts'
import { noteFirstMessage } from '../store/first-messages.ts'
import { headsOfOutbox, holdOfRow, type OutboxHead, waitingWithoutHold } from '../store/outbox.ts'
import type { SetAlarm } from '../timer.ts'
import { acquaintanceWith, allowanceOf } from './allowance.ts'
import { officeDay } from './day-start.ts'
import { type Acquaintance, type Departure, departureOf, isNews, type Link } from './departure.ts'
import { endBadly } from './end-badly.ts'
import { holdMessage } from './hold-message.ts'
import { keepLooking, type LookOut } from './keep-looking.ts'
import { afterLeaving, type Bucket, fullBucket, turnComesAt } from './pacing.ts'
import { retryDelayMs } from './retry-delay.ts'
import { type SendOneDeps, sendOne } from './send-one.ts'

export interface DeliveryDeps extends SendOneDeps {
  setAlarm: SetAlarm
  /** 0 ≤ value < 1. */
  random(): number
  /** Whether the channel can send, and if not, why. */
  linkOf(channelId: ChannelId): { online: true } | { online: false; reason: 'notPaired' | 'offline' }
  /** Asked at each decision: the administrator may have changed them. */
  settingsOf(channelId: ChannelId): ChannelSettings | Promise<ChannelSettings>
  /** What WhatsApp does not let this number do now. */
  restrictionOf(channelId: ChannelId): { until?: Instant | undefined } | undefined
  /** Minutes east of UTC at a moment, where the office is. */
  timeZoneOffset(at: Instant): number
  /** Fires when a channel may have come online, or its settings or restriction may have changed. */
  channelChanged: Signal
  onError(error: unknown): void
}

export interface Delivery {
  /** Finishes the messages under way and takes no more. */
  stop(): Promise<void>
}

/** At once: of each conversation one, so that its order is kept. A slow upload or an answer that does not come holds up no other conversation. */
const mostUnderWay = 8
const mostUploads = 3

/** Sends what is in the outbox of one channel, and says of everything that waits why it waits. */
export function startDelivery(channelId: ChannelId, deps: DeliveryDeps): Delivery {
  return new ChannelDelivery(channelId, deps)
}

interface UnderWay {
  done: Promise<void>
  upload: boolean
}

class ChannelDelivery implements Delivery {
  readonly #underWay = new Map<ConversationId, UnderWay>()
  readonly #lookOut: LookOut
  #bucket: Bucket | undefined
  #offlineSince: Instant | undefined
  /** After trouble with the database. */
  #pausedUntil: Instant = 0
  #stopped = false

  constructor(
    private readonly channelId: ChannelId,
    private readonly deps: DeliveryDeps,
  ) {
    const wakes = [deps.store.journalGrew, deps.channelChanged]
    this.#lookOut = keepLooking({ ...deps, wakes, lookOnce: () => this.#lookOnce() })
    this.#lookOut.look()
  }

  stop = async (): Promise<void> => {
    this.#stopped = true
    await this.#lookOut.stop()
    await Promise.all([...this.#underWay.values()].map(({ done }) => done))
  }

  /** Lets go what may go and says of the rest why it waits. @returns when to look again at the latest. */
  async #lookOnce(): Promise<Instant | undefined> {
    const { deps, channelId } = this
    if (deps.clock.now() < this.#pausedUntil) return this.#pausedUntil
    // What ends while the list is read must not be taken from it once more.
    const busy = new Set(this.#underWay.keys())
    const heads = (await headsOfOutbox(deps.store.read, channelId)).filter((head) => !busy.has(head.conversation_id))
    const link = this.#link()
    if (heads.length === 0) return undefined
    const settings = await deps.settingsOf(channelId)
    const holds = new Map<ConversationId, Hold>()
    const looks: Instant[] = []
    let ahead = 0
    for (const head of heads) {
      if (this.#stopped || this.#isFull(head)) continue
      const { departure, acquaintance } = await this.#decide(head, { link, settings, ahead })
      if (departure.step === 'leave') await this.#letGo(head, acquaintance, settings)
      if (departure.step === 'fail') await this.#fail(head, departure.reason)
      if (departure.step !== 'wait') continue
      if (departure.hold?.reason === 'pacing') ahead += 1
      looks.push(...[departure.lookAt, head.not_after ?? undefined].flatMap((at) => at ?? []))
      const hold = await this.#hold(head, departure)
      if (hold) holds.set(head.conversation_id, hold)
    }
    await this.#holdThoseBehind(holds)
    return looks.length === 0 ? undefined : Math.min(...looks)
  }

  #isFull({ file_id }: OutboxHead): boolean {
    const underWay = [...this.#underWay.values()]
    if (underWay.length >= mostUnderWay) return true
    return file_id !== null && underWay.filter(({ upload }) => upload).length >= mostUploads
  }

  #link(): Link {
    const { deps, channelId } = this
    const link = deps.linkOf(channelId)
    if (link.online) {
      this.#offlineSince = undefined
      return link
    }
    this.#offlineSince ??= deps.clock.now()
    return { ...link, since: this.#offlineSince }
  }

  async #decide(
    head: OutboxHead,
    { link, settings, ahead }: { link: Link; settings: ChannelSettings; ahead: number },
  ): Promise<{ departure: Departure; acquaintance: Acquaintance }> {
    const { deps, channelId } = this
    const now = deps.clock.now()
    this.#bucket ??= fullBucket(settings, now)
    const day = officeDay(now, deps.timeZoneOffset)
    const acquaintance = await acquaintanceWith(deps.store.read, channelId, head.contact_id)
    const allowance =
      acquaintance === 'stranger'
        ? await allowanceOf(deps.store.read, channelId, day.start, settings)
        : { used: 0, limit: settings.newConversationsPerDay }
    const departure = departureOf({
      now,
      readyAt: head.ready_at,
      notAfter: head.not_after,
      retryAt: head.next_attempt_at,
      link,
      acquaintance,
      writeFirst: settings.writeFirst,
      restriction: deps.restrictionOf(channelId),
      allowance: { ...allowance, renewedAt: day.next },
      paceAt: turnComesAt(this.#bucket, settings, ahead, now),
    })
    return { departure, acquaintance }
  }

  async #letGo(head: OutboxHead, acquaintance: Acquaintance, settings: ChannelSettings): Promise<void> {
    const { store, clock, onFirstMessage } = this.deps
    if (acquaintance === 'stranger') {
      // Before the next one is decided about: it counts what this one takes of the day's allowance.
      await store.write((tx) => noteFirstMessage(tx, head.channel_id, head.contact_id, clock.now()))
      onFirstMessage(head.channel_id)
    }
    this.#send(head, acquaintance, settings)
  }

  #send(head: OutboxHead, acquaintance: Acquaintance, settings: ChannelSettings): void {
    const { deps } = this
    const now = deps.clock.now()
    this.#bucket = afterLeaving(this.#bucket ?? fullBucket(settings, now), settings, now, deps.random())
    const done = sendOne(head, acquaintance, settings, deps)
      .catch((error: unknown) => {
        deps.onError(error)
        // What became of it is not written, so it leaves again under the same id; but not at once.
        this.#pausedUntil = deps.clock.now() + retryDelayMs(3)
      })
      .finally(() => {
        this.#underWay.delete(head.conversation_id)
        this.#lookOut.look()
      })
    this.#underWay.set(head.conversation_id, { done, upload: head.file_id !== null })
  }

  async #fail({ message_id: id }: OutboxHead, reason: Extract<Departure, { step: 'fail' }>['reason']): Promise<void> {
    const { store, clock } = this.deps
    await store.write((tx) => endBadly(tx, id, { stage: 'failed', at: clock.now(), reason }))
  }

  /** @returns why it waits, for those behind it. */
  async #hold(head: OutboxHead, { hold }: Extract<Departure, { step: 'wait' }>): Promise<Hold | undefined> {
    const former = holdOfRow(head)
    if (!hold) return former
    if (isNews(former, hold)) await this.#note(head.message_id, hold)
    return hold
  }

  /** Whoever stands behind a held message of his conversation waits for the same reason. */
  async #holdThoseBehind(holds: Map<ConversationId, Hold>): Promise<void> {
    if (holds.size === 0) return
    for (const row of await waitingWithoutHold(this.deps.store.read, this.channelId)) {
      const hold = holds.get(row.conversation_id)
      if (hold) await this.#note(row.message_id, hold)
    }
  }

  #note(messageId: MessageId, hold: Hold): Promise<void> {
    const { store, clock } = this.deps
    return store.write((tx) => holdMessage(tx, messageId, hold, clock.now()))
  }
}
