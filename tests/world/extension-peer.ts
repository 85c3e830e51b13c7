import { EventEmitter, once } from 'node:events'
import * as v from 'valibot'
import { WebSocket } from 'ws'
import type { ExtensionFrame } from '../../shared/commands.ts'
import { type RelayFrame, relayFrameSchema, type ToldEvent } from '../../shared/events.ts'
import type { Cursor } from '../../shared/ids.ts'
import { protocolVersion } from '../../shared/protocol-version.ts'

/** The origin that browsers send for an extension's pages and worker. */
export const extensionOrigin = 'chrome-extension://abcdefghijklmnopabcdefghijklmnop'

/** Something that speaks the extension's side of the wire, for tests of the relay alone. */
export class ExtensionPeer {
  readonly frames: RelayFrame[] = []
  readonly #arrived = new EventEmitter()
  readonly #listeners = new Set<(event: ToldEvent) => void>()
  closeCode: number | undefined

  private constructor(private readonly socket: WebSocket) {
    this.#arrived.setMaxListeners(0)
    socket.on('message', (data) => {
      const frame = v.parse(relayFrameSchema, JSON.parse(String(data)))
      this.frames.push(frame)
      if (frame.type === 'events')
        for (const event of frame.events) for (const listener of this.#listeners) listener(event)
      this.#arrived.emit('frame')
    })
    socket.on('close', (code) => {
      this.closeCode = code
      this.#arrived.emit('frame')
    })
  }

  static async connect(
    address: string,
    hello?: { token: string; cursor?: Cursor },
    origin = extensionOrigin,
  ): Promise<ExtensionPeer> {
    const socket = new WebSocket(`${address.replace('http', 'ws')}/api/v1/live`, { origin })
    const peer = new ExtensionPeer(socket)
    await once(socket, 'open')
    if (hello) peer.send({ type: 'hello', protocol: protocolVersion, ...hello })
    return peer
  }

  send(frame: ExtensionFrame | string): void {
    this.socket.send(typeof frame === 'string' ? frame : JSON.stringify(frame))
  }

  /** The first frame of that type that fits, past or future. */
  async frame<T extends RelayFrame['type']>(
    type: T,
    fits: (frame: Extract<RelayFrame, { type: T }>) => boolean = () => true,
  ): Promise<Extract<RelayFrame, { type: T }>> {
    for (;;) {
      const found = this.frames.find(
        (frame): frame is Extract<RelayFrame, { type: T }> => isOf(frame, type) && fits(frame),
      )
      if (found) return found
      if (this.closeCode !== undefined)
        throw new Error(
          `The relay closed with ${this.closeCode} before any fitting '${type}': ${JSON.stringify(this.frames.at(-1))}`,
        )
      await once(this.#arrived, 'frame')
    }
  }

  /** Calls for each journal event from now on. */
  onEvent(listener: (event: ToldEvent) => void): void {
    this.#listeners.add(listener)
  }

  /** All journal events so far, in the order in which they came. */
  get events(): ToldEvent[] {
    return this.frames.flatMap((frame) => (frame.type === 'events' ? frame.events : []))
  }

  async event<T extends ToldEvent['type']>(
    type: T,
    fits: (event: Extract<ToldEvent, { type: T }>) => boolean = () => true,
  ): Promise<Extract<ToldEvent, { type: T }>> {
    const isIt = (event: ToldEvent): event is Extract<ToldEvent, { type: T }> =>
      event.type === type && fits(event as Extract<ToldEvent, { type: T }>)
    await this.frame('events', (frame) => frame.events.some(isIt))
    const found = this.events.find(isIt)
    if (!found) throw new Error('unreachable: the frame holds it')
    return found
  }

  /** Settles when the relay has closed the connection. */
  async closed(): Promise<number> {
    while (this.closeCode === undefined) await once(this.#arrived, 'frame')
    return this.closeCode
  }

  close(): void {
    this.socket.close()
  }
}

function isOf<T extends RelayFrame['type']>(frame: RelayFrame, type: T): frame is Extract<RelayFrame, { type: T }> {
  return frame.type === type
}
