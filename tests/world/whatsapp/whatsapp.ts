import { writeFileSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { WebSocket, WebSocketServer } from 'ws'
import { digitsOf, lidUserOf, userOf } from './addresses.ts'
import { makeCertificate } from './certificate.ts'
import { Client, type ClientOptions } from './client.ts'
import { CompanionControl } from './companion-control.ts'
import { CompanionDoor } from './companion-door.ts'
import { Connection } from './connection.ts'
import { WhatsAppEvents } from './events.ts'
import { MediaHost } from './media-host.ts'
import type { Network } from './network.ts'
import { makeNoiseIdentity } from './noise-certificate.ts'
import { PairingDesk } from './pairing.ts'
import type { Person } from './person.ts'
import { Phone } from './phone.ts'

export interface WhatsAppOptions {
  readonly clock?: { now(): number }
  readonly port?: number
}

/** Starts WhatsApp on this machine. README.md says how to point Baileys at it. */
export async function startWhatsApp({
  clock = preciseClock,
  port = 0,
}: WhatsAppOptions = {}): Promise<WhatsAppStandIn> {
  const server = new WebSocketServer({ host: '127.0.0.1', port })
  await new Promise<void>((resolve, reject) => server.once('listening', resolve).once('error', reject))
  const certificate = makeCertificate()
  const media = await MediaHost.start(certificate)
  return new WhatsAppStandIn(server, media, certificate.certificate, () => clock.now())
}

/** Comparable across processes of one machine, finer than a millisecond: benches subtract it. */
const preciseClock = { now: () => performance.timeOrigin + performance.now() }

/** Those that nobody has begun to close. */
const openIn = ({ clients }: WebSocketServer): number =>
  [...clients].filter(({ readyState }) => readyState === WebSocket.OPEN).length

export class WhatsAppStandIn implements Network {
  readonly events = new WhatsAppEvents()
  /** So many connections stood at once at most. */
  mostConnections = 0
  readonly #people = new Map<string, Person>()
  readonly #desk: PairingDesk
  readonly #door: CompanionDoor
  readonly #noise = makeNoiseIdentity()

  constructor(
    private readonly server: WebSocketServer,
    readonly media: MediaHost,
    /** PEM of the authority to trust for up- and downloads. */
    readonly mediaCertificate: string,
    readonly now: () => number,
  ) {
    this.#desk = new PairingDesk(now, this.events, (number) => this.#phoneAt(number) !== undefined)
    this.#door = new CompanionDoor(this, this.#desk, (number) => this.#phoneAt(number))
    server.on('connection', (socket) => {
      // A turn later: what the other side had ended before it came here may not have been read yet.
      setImmediate(() => {
        this.mostConnections = Math.max(this.mostConnections, openIn(server))
      })
      return new Connection(socket, this.#noise, this.#door)
    })
  }

  /** For Baileys' `waWebSocketUrl`. */
  get url(): string {
    return `ws://127.0.0.1:${portOf(this.server.address())}/ws/chat`
  }

  /** For `WA_CERT_DETAILS.PUBLIC_KEY` of a Baileys that checks it; rc14 does not (guide 0.1). */
  get rootPublicKey(): Buffer {
    return Buffer.from(this.#noise.rootPublicKey)
  }

  /** The corporate phone of that number; the same object every time. */
  phone(number: string, { name = 'Company' }: { name?: string } = {}): Phone {
    const digits = digitsOf(number)
    return this.#phoneAt(digits) ?? this.#join(new Phone(digits, name, this, this.#desk))
  }

  /** A person with WhatsApp; the same object every time. */
  client(number: string, options: ClientOptions = {}): Client {
    const digits = digitsOf(number)
    const known = this.#people.get(digits)
    if (known && !(known instanceof Client)) throw new Error(`${digits} is a corporate phone, not a client`)
    return known ?? this.#join(new Client(digits, this, options))
  }

  /** What can be done to the company's device from outside: drop it, refuse it, hold its messages. */
  companion(number: string): CompanionControl {
    return new CompanionControl(digitsOf(number), this.#door, (digits) => this.companionOf(digits))
  }

  get connections(): number {
    return this.server.clients.size
  }

  /** Nothing of what its devices say is heard any more, no farewell either. @returns hears again. */
  turnAway(): () => void {
    const sockets = [...this.server.clients]
    for (const socket of sockets) socket.pause()
    return () => {
      for (const socket of sockets) socket.resume()
    }
  }

  writeMediaCertificate(file: string): void {
    writeFileSync(file, this.mediaCertificate)
  }

  get phones(): Phone[] {
    return [...new Set(this.#people.values())].filter((person) => person instanceof Phone)
  }

  get clients(): Client[] {
    return [...new Set(this.#people.values())].filter((person) => person instanceof Client)
  }

  companionOf(number: string) {
    return this.#phoneAt(number)?.companion
  }

  personAt(jid: string | undefined): Person | undefined {
    return this.#people.get(userOf(jid ?? ''))
  }

  messageOf(id: string) {
    for (const person of this.#people.values()) {
      const message = person.messageOf(id)
      if (message) return message
    }
    return undefined
  }

  async close(): Promise<void> {
    for (const socket of this.server.clients) socket.terminate()
    await new Promise<void>((resolve) => this.server.close(() => resolve()))
    await this.media.close()
  }

  #phoneAt(number: string): Phone | undefined {
    const person = this.#people.get(number)
    return person instanceof Phone ? person : undefined
  }

  #join<T extends Person>(person: T): T {
    this.#people.set(person.number, person)
    this.#people.set(lidUserOf(person.number), person)
    return person
  }
}

function portOf(address: AddressInfo | string | null): number {
  if (address && typeof address === 'object') return address.port
  throw new Error('the stand-in does not listen')
}
