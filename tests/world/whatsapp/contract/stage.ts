import type { AnyMessageContent } from '@whiskeysockets/baileys'
import type { Client } from '../client.ts'
import type { Phone } from '../phone.ts'
import { type Arrival, PlainCompanion } from '../plain-companion.ts'
import { silenceLibsignal } from '../silence-libsignal.ts'
import { trustMediaCertificate } from '../trust-media-certificate.ts'
import { startWhatsApp, type WhatsAppStandIn } from '../whatsapp.ts'

export const COMPANY = '+7 495 000-11-22'

/** The cast of the contract: a WhatsApp, the company's phone with its companion, and Anna. */
export class Stage {
  readonly #restore: (() => unknown)[]

  private constructor(
    readonly whatsapp: WhatsAppStandIn,
    readonly phone: Phone,
    readonly anna: Client,
    public companion: PlainCompanion,
  ) {
    this.#restore = [silenceLibsignal(), trustMediaCertificate(whatsapp.mediaCertificate)]
  }

  static async open(): Promise<Stage> {
    const whatsapp = await startWhatsApp()
    const phone = whatsapp.phone(COMPANY, { name: 'Romashka' })
    const anna = whatsapp.client('+7 900 123-45-67', { name: 'Anna' })
    const stage = new Stage(whatsapp, phone, anna, new PlainCompanion({ waWebSocketUrl: whatsapp.url }))
    stage.companion = await stage.paired()
    return stage
  }

  async close(): Promise<void> {
    await this.companion.disconnect()
    await this.whatsapp.close()
    for (const back of this.#restore) back()
  }

  isOpen(): Promise<boolean> {
    return this.companion.until(() => this.companion.state.connection === 'open')
  }

  closedWith(code: number): Promise<boolean> {
    const { companion } = this
    return companion.until(() => companion.state.connection === 'close' && companion.closedWith === code)
  }

  async paired(): Promise<PlainCompanion> {
    const { stranger, qr } = await this.unpaired()
    await this.phone.scan(qr)
    await stranger.until(() => stranger.state.connection === 'open')
    return stranger
  }

  async unpaired(where = this.whatsapp) {
    const stranger = new PlainCompanion({ waWebSocketUrl: where.url, markOnlineOnConnect: false }).connect()
    return { stranger, qr: await stranger.until(() => stranger.qr) }
  }

  arrival(id: string, fits: (arrived: Arrival) => boolean = () => true): Promise<Arrival> {
    const { companion } = this
    return companion.until(() => companion.messages.find((one) => one.message.key.id === id && fits(one)))
  }

  /** Sends from the company and waits until the person has it. */
  async sendFrom(content: string | AnyMessageContent, to = this.anna): Promise<string> {
    const message = typeof content === 'string' ? { text: content } : content
    const id = (await this.companion.socket.sendMessage(to.jid, message))?.key.id
    if (!id) throw new Error('Baileys sent nothing')
    await to.waitForMessage((received) => received.id === id)
    return id
  }

  /** Ticks come as updates, or already merged into the own message (guide 0.7). */
  statusOf(id: string): number {
    const { updates, messages } = this.companion
    const updated = updates.filter(({ key }) => key.id === id).map(({ update }) => update.status ?? 0)
    const merged = messages.filter(({ message }) => message.key.id === id).map(({ message }) => message.status ?? 0)
    return Math.max(0, ...updated, ...merged)
  }

  /** Nothing is owed to the companion any more. */
  async settled(): Promise<void> {
    while (this.whatsapp.companion(COMPANY).unsettled > 0) await this.whatsapp.events.next('settled')
  }
}
