import { AsyncResource } from 'node:async_hooks'
import type { PairingCode, PhoneCode } from '../../shared/channel-status.ts'
import type { ChannelId } from '../../shared/ids.ts'
import type { PhoneNumber } from '../../shared/phone-number.ts'
import type { SendChange, SendReadReceipts, SendToWhatsApp } from '../outbox/send-to-whatsapp.ts'
import { type SetAlarm, systemAlarm } from '../timer.ts'
import { type AskPhone, createAskPhone } from './ask-phone.ts'
import { Channel } from './channel.ts'
import type { LinkStatus, ShownCodes } from './link-status.ts'
import { createSend } from './outgoing.ts'
import { createSendChange, createSendReadReceipts } from './outgoing-change.ts'
import { createFindRecipient } from './recipient.ts'
import { webSocketAddress } from './settings.ts'
import { silenceLibsignal } from './silence-libsignal.ts'
import type { WhatsAppParts } from './whatsapp-parts.ts'

/** All channels' links to WhatsApp. One that fails never disturbs another. */
export interface WhatsApp {
  /** Connects these channels; one without a number begins to pair. Resolves once each has begun, not once it is online. */
  start(channelIds: readonly ChannelId[]): Promise<void>
  /** Unlinks a channel and forgets it. */
  remove(channelId: ChannelId): Promise<void>
  /** Ends the connections in peace: what has arrived is durable, nothing new is taken. */
  stop(): Promise<void>
  statusOf(channelId: ChannelId): LinkStatus
  /** Open, but nothing comes, and new connections have not helped. */
  isDeaf(channelId: ChannelId): boolean
  onStatus(listener: (status: LinkStatus) => void): () => void
  pairingCodeOf(channelId: ChannelId): PairingCode | undefined
  phoneCodeOf(channelId: ChannelId): PhoneCode | undefined
  /** Empty: the codes no longer count. */
  onPairingCode(listener: (channelId: ChannelId, shown: ShownCodes) => void): () => void
  /**
   * «Обновить код»: new codes for a channel without a number, or one to type on `phone`. A linked one without a connection tries again.
   * @throws Refused, DamagedKeys
   */
  startPairing(channelId: ChannelId, phone?: PhoneNumber): Promise<void>
  /** «Подключить»: tries again at once, also after `replaced`, `banned` and `versionRefused`. @throws Refused, DamagedKeys */
  connect(channelId: ChannelId): Promise<void>
  /** After a change of the channel's proxy. */
  connectAnew(channelId: ChannelId): Promise<void>
  /** Unlinks the device and forgets its keys; conversations are kept. Codes that are shown are dead. */
  unlink(channelId: ChannelId): Promise<void>
  /** The administrator's answer in the state `otherNumber`. @throws Refused `conflict` */
  answerOtherNumber(channelId: ChannelId, keep: 'former' | 'new'): Promise<void>
  send: SendToWhatsApp
  sendChange: SendChange
  sendReadReceipts: SendReadReceipts
  /** Asks a number's own phone for a file that WhatsApp no longer keeps. */
  askPhone: AskPhone
  /** Where WhatsApp says that a channel's files are to be had now; undefined while it is not online. */
  mediaHostOf(channelId: ChannelId): Promise<string | undefined>
}

export function createWhatsApp(parts: WhatsAppParts): WhatsApp {
  webSocketAddress(parts.settings)
  // For as long as the process lives: what it would print are private keys.
  silenceLibsignal()
  return new ChannelHost({ ...parts, setAlarm: parts.setAlarm ?? systemAlarm })
}

class ChannelHost implements WhatsApp {
  readonly #channels = new Map<ChannelId, Channel>()
  readonly #onStatus = new Set<(status: LinkStatus) => void>()
  readonly #onCode = new Set<(channelId: ChannelId, shown: ShownCodes) => void>()
  readonly send: SendToWhatsApp
  readonly sendChange: SendChange
  readonly sendReadReceipts: SendReadReceipts
  readonly askPhone: AskPhone

  constructor(private readonly parts: WhatsAppParts & { setAlarm: SetAlarm }) {
    const sessionOf = (channelId: ChannelId) => this.#channels.get(channelId)?.onlineSession
    // Not in the context of the caller: see `ledger.ts`.
    const sending = { ...parts, sessionOf, findRecipient: createFindRecipient(() => parts.clock.now()) }
    this.send = AsyncResource.bind(createSend(sending))
    this.sendChange = AsyncResource.bind(createSendChange(sending))
    this.sendReadReceipts = AsyncResource.bind(createSendReadReceipts(sending))
    this.askPhone = AsyncResource.bind(createAskPhone({ ...parts, sessionOf }))
  }

  mediaHostOf = async (channelId: ChannelId): Promise<string | undefined> => {
    const media = await this.#channels.get(channelId)?.onlineSession?.socket.refreshMediaConn(false)
    return media?.hosts[0]?.hostname
  }

  start = async (channelIds: readonly ChannelId[]): Promise<void> => {
    await Promise.all(channelIds.map((channelId) => this.#start(channelId)))
  }

  remove = async (channelId: ChannelId): Promise<void> => {
    const channel = this.#channel(channelId)
    await channel.unlink()
    await channel.stop()
    this.#channels.delete(channelId)
  }

  stop = async (): Promise<void> => {
    await Promise.all([...this.#channels.values()].map((channel) => channel.stop()))
  }

  statusOf = (channelId: ChannelId): LinkStatus => this.#channel(channelId).standing.status
  isDeaf = (channelId: ChannelId): boolean => this.#channels.get(channelId)?.isDeaf ?? false
  pairingCodeOf = (channelId: ChannelId): PairingCode | undefined => this.#channel(channelId).standing.shown.code
  phoneCodeOf = (channelId: ChannelId): PhoneCode | undefined => this.#channel(channelId).standing.shown.phoneCode
  startPairing = (channelId: ChannelId, phone?: PhoneNumber): Promise<void> =>
    this.#channel(channelId).startPairing(phone)
  connect = (channelId: ChannelId): Promise<void> => this.#channel(channelId).connect()
  connectAnew = (channelId: ChannelId): Promise<void> => this.#channel(channelId).connectAnew()
  unlink = (channelId: ChannelId): Promise<void> => this.#channel(channelId).unlink()
  answerOtherNumber = (channelId: ChannelId, keep: 'former' | 'new'): Promise<void> =>
    this.#channel(channelId).answerOtherNumber(keep)

  onStatus = (listener: (status: LinkStatus) => void): (() => void) => {
    this.#onStatus.add(listener)
    return () => this.#onStatus.delete(listener)
  }

  onPairingCode = (listener: (channelId: ChannelId, shown: ShownCodes) => void): (() => void) => {
    this.#onCode.add(listener)
    return () => this.#onCode.delete(listener)
  }

  async #start(channelId: ChannelId): Promise<void> {
    try {
      await this.#channel(channelId).start()
    } catch (err) {
      // The others go on. `startPairing` and `connect` of this one say the same to whoever asks.
      this.parts.log.error({ channelId, err }, 'the channel could not be started')
    }
  }

  #channel(channelId: ChannelId): Channel {
    const known = this.#channels.get(channelId)
    if (known) return known
    const channel = new Channel({
      ...this.parts,
      channelId,
      isLinkedElsewhere: (own, phone) =>
        [...this.#channels].some(([other, { linkedPhone }]) => other !== own && linkedPhone === phone),
      onStatus: (status) => {
        for (const listener of this.#onStatus) listener(status)
      },
      onCodes: (shown) => {
        for (const listener of this.#onCode) listener(channelId, shown)
      },
    })
    this.#channels.set(channelId, channel)
    return channel
  }
}
