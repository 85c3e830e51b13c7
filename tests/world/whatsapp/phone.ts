import { deflateSync } from 'node:zlib'
import { proto } from '@whiskeysockets/baileys'
import { digitsOf, lidJid, lidUserOf, newMessageId, phoneJid } from './addresses.ts'
import type { Sent } from './client.ts'
import type { Companion } from './companion.ts'
import { type Network, seconds } from './network.ts'
import type { PairingDesk } from './pairing.ts'
import { Person } from './person.ts'

export type CompanionState = 'none' | 'pairing' | 'linked' | 'online'

/** The corporate phone: device 0 of the company's number. Its companion is the relay. */
export class Phone extends Person {
  #companion: Companion | undefined
  #pairing = false
  #devices = 0

  constructor(
    number: string,
    name: string,
    network: Network,
    private readonly desk: PairingDesk,
  ) {
    super(number, name, network)
  }

  get companion(): Companion | undefined {
    return this.#companion
  }

  get companionState(): CompanionState {
    if (this.#pairing) return 'pairing'
    if (!this.#companion) return 'none'
    return this.#companion.connection ? 'online' : 'linked'
  }

  /** «Связанные устройства» → scan. Resolves when the companion has signed; refuses an old or foreign QR code. */
  async scan(qrText: string): Promise<void> {
    this.#pairing = true
    try {
      const companion = await this.desk.pair(qrText, this, this.#devices + 1)
      this.#devices = companion.device
      this.unlink()
      this.#companion = companion
      this.network.events.tell({ type: 'companion-linked', number: this.number })
    } finally {
      this.#pairing = false
    }
  }

  /** «Выйти» on the phone. The companion learns it at once, or at its next login. */
  unlink(by: 'phone' | 'companion' = 'phone'): void {
    const companion = this.#companion
    if (!companion) return
    this.#companion = undefined
    companion.connection?.endWithStreamError({ code: '401' })
    this.network.events.tell({ type: 'companion-unlinked', number: this.number, by })
  }

  /** A reply typed on the phone itself; the companion gets it as a message of its own account. */
  async typeMessage(clientNumber: string, text: string): Promise<Sent> {
    const client = digitsOf(clientNumber)
    const recipient = phoneJid(client)
    const lid = lidJid(lidUserOf(client))
    const message = { deviceSentMessage: { destinationJid: recipient, message: { conversation: text } } }
    const attributes = { from: this.jid, recipient, peer_recipient_lid: lid, type: 'text', notify: this.name }
    const letter = { id: newMessageId(), company: this.number, message, attributes }
    return { id: letter.id, sentAt: await this.outgoing.send(letter) }
  }

  /**
   * An empty history after the first login. Without it Baileys keeps all events for 20 s, and it must come after
   * `<offline>`, or it does not end that wait.
   */
  async sendHistory(companion: Companion): Promise<void> {
    const syncType = proto.HistorySync.HistorySyncType.INITIAL_BOOTSTRAP
    const history = proto.HistorySync.encode({ syncType, conversations: [], progress: 100, chunkOrder: 1 }).finish()
    const historySyncNotification = {
      syncType: proto.Message.HistorySyncType.INITIAL_BOOTSTRAP,
      chunkOrder: 1,
      progress: 100,
      initialHistBootstrapInlinePayload: deflateSync(history),
    }
    const type = proto.Message.ProtocolMessage.Type.HISTORY_SYNC_NOTIFICATION
    const message = { protocolMessage: { type, historySyncNotification } }
    const attributes = { from: this.jid, type: 'text', category: 'peer', t: seconds(this.network.now()) }
    const sealed = await this.outgoing.seal({ id: newMessageId(), company: this.number, message, attributes })
    if (sealed && companion === this.#companion) companion.pushOnce(sealed.node)
  }

  /** Own device: the chat is named as the recipient (Baileys' handleReceipt reads it from there). */
  protected override receiptAttributes(chat: string): Record<string, string> {
    return { from: this.jid, recipient: chat }
  }

  /** A phone does not confirm what its own companion wrote. */
  protected override confirm(): void {}

  /** For the control API and for tests that read the state. */
  describe() {
    const { number, name, companionState } = this
    const unsettled = this.#companion?.unsettled ?? 0
    return { number, name, companionState, device: this.#companion?.device ?? null, unsettled }
  }
}
