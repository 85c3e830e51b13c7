import type { proto } from '@whiskeysockets/baileys'
import { digitsOf, lidJid, lidUserOf, newMessageId, phoneJid } from './addresses.ts'
import type { Sent } from './client.ts'
import type { Companion } from './companion.ts'
import * as contents from './contents.ts'
import { type Network, seconds } from './network.ts'
import type { PairingDesk } from './pairing.ts'
import { Person } from './person.ts'
import { emptyHistory, type HistoryPart, historyNotification } from './phone-history.ts'

export type CompanionState = 'none' | 'pairing' | 'linked' | 'online'

/** The corporate phone: device 0 of the company's number. Its companion is the relay. */
export class Phone extends Person {
  #companion: Companion | undefined
  #pairing = false
  #devices = 0
  /** A real phone has several devices; else scanning again unlinks the former one. */
  severalDevices = false
  #history: HistoryPart[] | undefined

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
  scan(qrText: string): Promise<void> {
    return this.#link((device) => this.desk.pair(qrText, this, device))
  }

  /** «Привязать по номеру телефона» → the eight letters and digits. */
  typeCode(code: string): Promise<void> {
    return this.#link((device) => this.desk.pairByCode(code, this, device))
  }

  async #link(pair: (device: number) => Promise<Companion>): Promise<void> {
    this.#pairing = true
    try {
      const companion = await pair(this.#devices + 1)
      this.#devices = companion.device
      if (!this.severalDevices) this.unlink()
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
  typeMessage(clientNumber: string, text: string): Promise<Sent> {
    return this.typeContent(clientNumber, { conversation: text })
  }

  /** Anything else sent from the phone itself. */
  async typeContent(clientNumber: string, content: proto.IMessage): Promise<Sent> {
    const client = digitsOf(clientNumber)
    const recipient = phoneJid(client)
    const lid = lidJid(lidUserOf(client))
    const message = { deviceSentMessage: { destinationJid: recipient, message: content } }
    const attributes = { from: this.jid, recipient, peer_recipient_lid: lid, type: 'text', notify: this.name }
    const letter = { id: newMessageId(), company: this.number, message, attributes }
    return { id: letter.id, sentAt: await this.outgoing.send(letter) }
  }

  /** What the company wrote, on the phone or on its device. */
  editMessage(clientNumber: string, id: string, text: string): Promise<Sent> {
    return this.typeContent(clientNumber, contents.edit(id, text))
  }

  /** For everyone. */
  deleteMessage(clientNumber: string, id: string): Promise<Sent> {
    return this.typeContent(clientNumber, contents.deletion(id))
  }

  /** @param isOwn the company wrote the message, not the client. */
  react(clientNumber: string, id: string, emoji: string, { isOwn = false } = {}): Promise<Sent> {
    return this.typeContent(clientNumber, contents.reaction(id, emoji, isOwn))
  }

  /** From now on the phone has this history; a companion that is linked later gets it. */
  remember(...parts: HistoryPart[]): void {
    this.#history = parts
  }

  /**
   * The history after the first login; an empty one without `remember`. Without any Baileys keeps all events for 20 s, and it must come after
   * `<offline>`, or it does not end that wait.
   */
  async sendHistory(companion: Companion): Promise<void> {
    const parts = this.#history ?? emptyHistory
    // What holds something waits in the queue like a message; only an empty one comes again at each login until it was taken.
    companion.historyTaken ||= this.#history !== undefined
    for (const [index, part] of parts.entries()) {
      const message = await historyNotification(part, index + 1, this.network.media)
      const attributes = { from: this.jid, type: 'text', category: 'peer', t: seconds(this.network.now()) }
      const sealed = await this.outgoing.seal({ id: newMessageId(), company: this.number, message, attributes })
      if (!sealed || companion !== this.#companion) return
      if (this.#history) companion.push(sealed.node)
      else companion.pushOnce(sealed.node)
    }
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
