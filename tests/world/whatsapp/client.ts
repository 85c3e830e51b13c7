import type { BinaryNode, proto } from '@whiskeysockets/baileys'
import { digitsOf, newMessageId, phoneJid } from './addresses.ts'
import type { Companion } from './companion.ts'
import * as contents from './contents.ts'
import type { Delivery } from './incoming.ts'
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
  /** With `false` envelopes name him by `addressing` alone, and nobody can ask for the other. */
  readonly tellsBoth?: boolean
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
    this.tellsBoth = options.tellsBoth ?? true
  }

  sendText(company: string, text: string): Promise<Sent> {
    return this.send(company, { conversation: text })
  }

  /** What he wrote at that moment and WhatsApp brings only now. */
  async sendOldText(company: string, text: string, at: number): Promise<Sent> {
    const letter = this.#letter(company, { conversation: text }, newMessageId())
    const attributes = { ...letter.attributes, t: seconds(at) }
    return { id: letter.id, sentAt: await this.outgoing.send({ ...letter, attributes }) }
  }

  async sendImage(company: string, bytes: Buffer, options: contents.FileOptions = {}): Promise<Sent> {
    return this.send(company, await contents.image(this.network.media, bytes, options))
  }

  async sendDocument(
    company: string,
    bytes: Buffer,
    options: { fileName: string; mime?: string; caption?: string },
  ): Promise<Sent> {
    return this.send(company, await contents.document(this.network.media, bytes, options))
  }

  async sendVideo(
    company: string,
    bytes: Buffer,
    options: contents.FileOptions & { gif?: boolean } = {},
  ): Promise<Sent> {
    return this.send(company, await contents.video(this.network.media, bytes, options))
  }

  async sendVoice(company: string, bytes: Buffer, seconds = 5): Promise<Sent> {
    return this.send(company, await contents.sound(this.network.media, bytes, { seconds }))
  }

  async sendSticker(company: string, bytes: Buffer): Promise<Sent> {
    return this.send(company, await contents.sticker(this.network.media, bytes))
  }

  sendLocation(company: string, place: contents.Place): Promise<Sent> {
    return this.send(company, contents.location(place))
  }

  sendContacts(company: string, people: readonly contents.Acquaintance[]): Promise<Sent> {
    return this.send(company, contents.contacts(people))
  }

  sendPoll(company: string, question: string, options: readonly string[], multiple = false): Promise<Sent> {
    return this.send(company, contents.poll(question, options, multiple))
  }

  /** In a poll of his own or of the company. */
  vote(company: string, pollId: string, chosen: readonly string[]): Promise<Sent> {
    const message = this.received.find(({ id }) => id === pollId)?.content ?? this.network.messageOf(pollId)
    if (!message) throw new Error(`there is no poll ${pollId}`)
    const isOwn = this.messageOf(pollId) !== undefined
    const sent = message.deviceSentMessage?.message ?? message
    const creator = isOwn ? this.#from() : phoneJid(digitsOf(company))
    return this.send(
      company,
      contents.vote({ id: pollId, message: sent }, chosen, { creator, voter: this.#from(), isOwn }),
    )
  }

  /** To a message of his own or of the company's; '' takes the reaction back. */
  react(company: string, id: string, emoji: string): Promise<Sent> {
    return this.send(company, contents.reaction(id, emoji, this.messageOf(id) !== undefined))
  }

  edit(company: string, id: string, text: string): Promise<Sent> {
    return this.send(company, contents.edit(id, text))
  }

  /** For everyone. */
  delete(company: string, id: string): Promise<Sent> {
    return this.send(company, contents.deletion(id))
  }

  /** A message of which the company's device gets only the notice: it is to be seen once, on the phone. */
  sendNoticeOfViewOnce(company: string): Sent {
    const id = newMessageId()
    const { attributes } = this.#letter(company, { imageMessage: {} }, id)
    const t = seconds(this.network.now())
    const notice = stanza('unavailable', { type: 'view_once' })
    this.network.companionOf(digitsOf(company))?.push(stanza('message', { id, t, ...attributes }, [notice]))
    return { id, sentAt: this.network.now() }
  }

  /** Rings. @returns the id of the call. */
  ring(company: string, { video = false } = {}): string {
    const id = newMessageId()
    const media = [stanza('audio', { enc: 'opus', rate: '16000' }), ...(video ? [stanza('video', { enc: 'vp8' })] : [])]
    this.#tellOfCall(company, 'offer', { 'call-id': id }, media)
    return id
  }

  /** The call is over: the client gave up (no reason), `timeout`, or the phone took it (`accepted_elsewhere`) or not (`rejected_elsewhere`). */
  endCall(company: string, id: string, end: { reason?: string; duration?: string } = {}): void {
    this.#tellOfCall(company, 'terminate', { 'call-id': id, ...end })
  }

  #tellOfCall(company: string, tag: string, said: Record<string, string>, content?: BinaryNode[]): void {
    const from = this.#from()
    const news = stanza(
      tag,
      { 'call-creator': from, caller_pn: this.tellsBoth ? this.jid : undefined, ...said },
      content,
    )
    const envelope = { from, id: newMessageId(), t: seconds(this.network.now()), notify: this.name }
    this.network.companionOf(digitsOf(company))?.push(stanza('call', envelope, [news]))
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

  /** As his app tells every device of the company of a message that was typed on its phone. @param kind none: it has arrived. */
  tick(company: string, id: string, kind?: 'read'): void {
    const companion = this.network.companionOf(digitsOf(company))
    if (companion) this.#pushReceipt(companion, id, this.#from(), kind)
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
    const mode: Record<string, string> = this.addressing === 'lid' ? { addressing_mode: 'lid' } : {}
    const other = this.addressing === 'lid' ? { sender_pn: this.jid } : { sender_lid: this.lid }
    const isText = Boolean(message.conversation ?? message.extendedTextMessage)
    const type = isText ? 'text' : message.reactionMessage ? 'reaction' : 'media'
    return {
      id,
      company: digitsOf(company),
      message,
      attributes: { from: this.#from(), type, notify: this.name, ...mode, ...(this.tellsBoth ? other : {}) },
    }
  }
}
