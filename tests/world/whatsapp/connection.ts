import { type BinaryNode, decodeBinaryNode, encodeBinaryNode } from '@whiskeysockets/baileys'
import type { WebSocket } from 'ws'
import { FrameReader, frame } from './frames.ts'
import { type ClientFinish, NoiseResponder } from './noise.ts'
import type { NoiseIdentity } from './noise-certificate.ts'
import { stanza } from './stanza.ts'

/** What the stand-in does with a connection; the connection itself knows only bytes, noise and stanzas. */
export interface ConnectionOwner {
  onHandshake(connection: Connection, client: ClientFinish): void
  onStanza(connection: Connection, node: BinaryNode): void
  onClosed(connection: Connection): void
  onBroken(connection: Connection, error: Error): void
}

/** One WebSocket of a companion, encrypted by noise. Frames leave in the order of the calls to `send`. */
export class Connection {
  readonly #reader = new FrameReader()
  readonly #noise: NoiseResponder
  #greeted = false
  #arrivals: Promise<void> = Promise.resolve()

  constructor(
    private readonly socket: WebSocket,
    identity: NoiseIdentity,
    private readonly owner: ConnectionOwner,
  ) {
    this.#noise = new NoiseResponder(identity)
    socket.on('message', (data: Buffer) => this.#guard(() => this.#receive(data)))
    socket.on('close', () => owner.onClosed(this))
    socket.on('error', (error) => owner.onBroken(this, error))
  }

  get isOpen(): boolean {
    return this.socket.readyState === this.socket.OPEN
  }

  send(node: BinaryNode): void {
    if (this.isOpen) this.socket.send(frame(this.#noise.encryptFrame(encodeBinaryNode(node))))
  }

  /** `<stream:error>`: 515 restart, 503 busy, 401 logged out, or a `<conflict type="replaced">` (guide 0.9). */
  endWithStreamError(reason: { code: string } | 'replaced'): void {
    const conflict = reason === 'replaced'
    const content = conflict ? [stanza('conflict', { type: 'replaced' })] : []
    this.send(stanza('stream:error', conflict ? {} : { code: reason.code }, content))
    this.close()
  }

  /** Lets what was sent still arrive. */
  close(): void {
    this.socket.close()
  }

  /** As when the network is gone: nothing more in either direction. */
  drop(): void {
    this.socket.terminate()
  }

  #receive(data: Buffer): void {
    for (const body of this.#reader.read(data)) {
      if (this.#noise.established) this.#receiveStanza(this.#noise.decryptFrame(body))
      else this.#receiveHandshake(body)
    }
  }

  #receiveHandshake(body: Buffer): void {
    if (this.#greeted) {
      this.owner.onHandshake(this, this.#noise.finish(body))
    } else {
      this.#greeted = true
      this.socket.send(frame(this.#noise.answerHello(body)))
    }
  }

  /** Decoding is asynchronous (zlib): the chain keeps the order of arrival. */
  #receiveStanza(plaintext: Buffer): void {
    this.#arrivals = this.#arrivals
      .then(async () => this.owner.onStanza(this, await decodeBinaryNode(plaintext)))
      .catch((error) => this.owner.onBroken(this, errorFrom(error)))
  }

  #guard(work: () => void): void {
    try {
      work()
    } catch (error) {
      this.owner.onBroken(this, errorFrom(error))
    }
  }
}

function errorFrom(thrown: unknown): Error {
  return thrown instanceof Error ? thrown : new Error(String(thrown))
}
