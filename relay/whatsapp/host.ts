import { AsyncResource } from 'node:async_hooks'
import type { ChannelStatus, PairingCode } from '../../shared/channel-status.ts'
import type { ChannelId } from '../../shared/ids.ts'
import type { SendToWhatsApp } from '../outbox/send-to-whatsapp.ts'
import { type SetAlarm, systemAlarm } from '../timer.ts'
import { Channel } from './channel.ts'
import { createSend } from './outgoing.ts'
import { webSocketAddress } from './settings.ts'
import { silenceLibsignal } from './silence-libsignal.ts'
import type { WhatsAppParts } from './whatsapp-parts.ts'

/** All channels' links to WhatsApp. One that fails never disturbs another. */
export interface WhatsApp {
  /** Connects these channels; one without a number begins to pair. Resolves once each has begun, not once it is online. */
  start(channelIds: readonly ChannelId[]): Promise<void>
  /** Adds a channel while running. */
  add(channelId: ChannelId): Promise<void>
  /** Ends the connections in peace: what has arrived is durable, nothing new is taken. */
  stop(): Promise<void>
  statusOf(channelId: ChannelId): ChannelStatus
  onStatus(listener: (status: ChannelStatus) => void): () => void
  pairingCodeOf(channelId: ChannelId): PairingCode | undefined
  /** `undefined`: the code no longer counts. */
  onPairingCode(listener: (channelId: ChannelId, code: PairingCode | undefined) => void): () => void
  /** «Обновить код»: new codes for a channel without a number. «Подключить»: a linked one without a connection tries again. */
  startPairing(channelId: ChannelId): Promise<void>
  /** «Подключить»: tries again at once, also after `replaced`, `banned` and `versionRefused`. */
  connect(channelId: ChannelId): Promise<void>
  /** Unlinks the device and forgets its keys; conversations are kept. */
  unlink(channelId: ChannelId): Promise<void>
  send: SendToWhatsApp
}

export function createWhatsApp(parts: WhatsAppParts): WhatsApp {
  webSocketAddress(parts.settings)
  // For as long as the process lives: what it would print are private keys.
  silenceLibsignal()
  return new ChannelHost({ ...parts, setAlarm: parts.setAlarm ?? systemAlarm })
}

class ChannelHost implements WhatsApp {
  readonly #channels = new Map<ChannelId, Channel>()
  readonly #onStatus = new Set<(status: ChannelStatus) => void>()
  readonly #onCode = new Set<(channelId: ChannelId, code: PairingCode | undefined) => void>()
  readonly send: SendToWhatsApp

  constructor(private readonly parts: WhatsAppParts & { setAlarm: SetAlarm }) {
    const sessionOf = (channelId: ChannelId) => this.#channels.get(channelId)?.onlineSession
    // Not in the context of the caller: see `ledger.ts`.
    this.send = AsyncResource.bind(createSend({ ...parts, sessionOf }))
  }

  start = async (channelIds: readonly ChannelId[]): Promise<void> => {
    await Promise.all(channelIds.map(this.add))
  }

  add = async (channelId: ChannelId): Promise<void> => {
    try {
      await this.#channel(channelId).start()
    } catch (err) {
      // The others go on. `startPairing` and `connect` of this one say the same to whoever asks.
      this.parts.log.error({ channelId, err }, 'the channel could not be started')
    }
  }

  stop = async (): Promise<void> => {
    await Promise.all([...this.#channels.values()].map((channel) => channel.stop()))
  }

  statusOf = (channelId: ChannelId): ChannelStatus => this.#channel(channelId).status
  pairingCodeOf = (channelId: ChannelId): PairingCode | undefined => this.#channel(channelId).code
  startPairing = (channelId: ChannelId): Promise<void> => this.#channel(channelId).startPairing()
  connect = (channelId: ChannelId): Promise<void> => this.#channel(channelId).connect()
  unlink = (channelId: ChannelId): Promise<void> => this.#channel(channelId).unlink()

  onStatus = (listener: (status: ChannelStatus) => void): (() => void) => {
    this.#onStatus.add(listener)
    return () => this.#onStatus.delete(listener)
  }

  onPairingCode = (listener: (channelId: ChannelId, code: PairingCode | undefined) => void): (() => void) => {
    this.#onCode.add(listener)
    return () => this.#onCode.delete(listener)
  }

  #channel(channelId: ChannelId): Channel {
    const known = this.#channels.get(channelId)
    if (known) return known
    const channel = new Channel({
      ...this.parts,
      channelId,
      onStatus: (status) => {
        for (const listener of this.#onStatus) listener(status)
      },
      onCode: (code) => {
        for (const listener of this.#onCode) listener(channelId, code)
      },
    })
    this.#channels.set(channelId, channel)
    return channel
  }
}
