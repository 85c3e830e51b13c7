import type { proto } from '@whiskeysockets/baileys'
import { digitsOf, newMessageId } from './addresses.ts'
import type { Companion } from './companion.ts'
import type { Delivery } from './incoming.ts'
import { encryptMedia } from './media-encryption.ts'
import { type Network, seconds } from './network.ts'
import type { Letter, SealedLetter } from './outgoing.ts'
import { Person } from './person.ts'
import { stanza } from './stanza.ts'

export interface Sent {
  readonly id: string
  /** Epoch milliseconds, with fractions when the clock of the stand-in has them. */
  readonly sentAt: number
}

export interface ClientOptions {
  readonly name?: string
  /** Under which jid the company sees the chat; the other one comes along in the envelope (guide 1.8). */
  readonly addressing?: 'pn' | 'lid'
  readonly readsAtOnce?: boolean
}

/** A person who writes to companies and gets their replies. */
export class Client extends Person {
  readonly #chats = new Map<string, { companion: Companion; chat: string }>()
  addressing: 'pn' | 'lid'
  readsAtOnce: boolean

  constructor(number: string, network: Network, options: ClientOptions = {}) {
    super(number, options.name ?? `Client ${number.slice(-4)}`, network)
    this.addressing = options.addressing ?? 'pn'
    this.readsAtOnce = options.readsAtOnce ?? false
  }

  sendText(company: string, text: string): Promise<Sent> {
    return this.send(company, { conversation: text })
  }

  async sendImage(company: string, bytes: Buffer, options: { caption?: string; mime?: string } = {}): Promise<Sent> {
    const { blob, ...secret } = await encryptMedia(bytes, 'image')
    const { caption, mime: mimetype = 'image/jpeg' } = options
    const place = this.network.media.store(blob)
    return this.send(company, { imageMessage: { ...secret, ...place, mimetype, ...(caption && { caption }) } })
  }

  async sendDocument(
    company: string,
    bytes: Buffer,
    options: { fileName: string; mime?: string; caption?: string },
  ): Promise<Sent> {
    const { blob, ...secret } = await encryptMedia(bytes, 'document')
    const { caption, fileName, mime: mimetype = 'application/octet-stream' } = options
    const place = this.network.media.store(blob)
    const documentMessage = { ...secret, ...place, mimetype, fileName, title: fileName, ...(caption && { caption }) }
    // A phone wraps a document that has a caption.
    const message = caption ? { documentWithCaptionMessage: { message: { documentMessage } } } : { documentMessage }
    return this.send(company, message)
  }

  /** Anything else WhatsApp knows: reactions, edits, locations… */
  async send(company: string, message: proto.IMessage, id = newMessageId()): Promise<Sent> {
    return { id, sentAt: await this.outgoing.send(this.#letter(company, message, id)) }
  }

  /** Encrypts now, to be posted later without delay. */
  sealText(company: string, text: string): Promise<SealedLetter | undefined> {
    return this.outgoing.seal(this.#letter(company, { conversation: text }, newMessageId()))
  }

  post(sealed: SealedLetter): Sent {
    return { id: sealed.letter.id, sentAt: this.outgoing.post(sealed) }
  }

  /** The client opens the chat: the blue ticks. */
  markRead(id: string): void {
    const place = this.#chats.get(id)
    if (!place) throw new Error(`${this.number} has not received ${id}`)
    this.#pushReceipt(place.companion, id, place.chat, 'read')
  }

  /** «печатает…» */
  type(company: string, typing: boolean): void {
    const state = stanza(typing ? 'composing' : 'paused')
    this.network.companionOf(digitsOf(company))?.pushOnce(stanza('chatstate', { from: this.#from() }, [state]))
  }

  protected override receiptAttributes(chat: string): Record<string, string> {
    return { from: chat }
  }

  protected override confirm(companion: Companion, { id, chat }: Delivery): void {
    this.#chats.set(id, { companion, chat })
    this.#pushReceipt(companion, id, chat)
    if (this.readsAtOnce) this.#pushReceipt(companion, id, chat, 'read')
  }

  #pushReceipt(companion: Companion, id: string, from: string, type?: 'read'): void {
    companion.push(stanza('receipt', { id, from, type, t: seconds(this.network.now()) }))
  }

  #from(): string {
    return this.addressing === 'lid' ? this.lid : this.jid
  }

  #letter(company: string, message: proto.IMessage, id: string): Letter {
    const other: Record<string, string> =
      this.addressing === 'lid' ? { sender_pn: this.jid, addressing_mode: 'lid' } : { sender_lid: this.lid }
    const isText = Boolean(message.conversation ?? message.extendedTextMessage)
    const type = isText ? 'text' : message.reactionMessage ? 'reaction' : 'media'
    return {
      id,
      company: digitsOf(company),
      message,
      attributes: { from: this.#from(), type, notify: this.name, ...other },
    }
  }
}
