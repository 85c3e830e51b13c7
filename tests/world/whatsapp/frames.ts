import { NOISE_WA_HEADER } from '@whiskeysockets/baileys'

const ROUTING_HEADER = 'ED'

/**
 * Cuts a client's bytes into frames: [ED 00 01 len3 routing-info] 57 41 06 03, then (len3 body)*. Several frames may
 * come in one WebSocket message and one frame in several (guide 1.1).
 */
export class FrameReader {
  #pending: Buffer = Buffer.alloc(0)
  #introduced = false

  /** Returns the frames that are complete now. */
  read(bytes: Buffer): Buffer[] {
    this.#pending = this.#pending.length === 0 ? bytes : Buffer.concat([this.#pending, bytes])
    if (!this.#introduced && !this.#skipIntroduction()) return []
    const frames: Buffer[] = []
    while (this.#pending.length >= 3) {
      const end = 3 + this.#pending.readUIntBE(0, 3)
      if (this.#pending.length < end) break
      frames.push(this.#pending.subarray(3, end))
      this.#pending = this.#pending.subarray(end)
    }
    return frames
  }

  #skipIntroduction(): boolean {
    let start = 0
    if (this.#pending.length < 7) return false
    if (this.#pending.toString('latin1', 0, 2) === ROUTING_HEADER) start = 7 + this.#pending.readUIntBE(4, 3)
    if (this.#pending.length < start + NOISE_WA_HEADER.length) return false
    const header = this.#pending.subarray(start, start + NOISE_WA_HEADER.length)
    if (!header.equals(NOISE_WA_HEADER))
      throw new Error(`not a WhatsApp client: it began with ${header.toString('hex')}`)
    this.#pending = this.#pending.subarray(start + NOISE_WA_HEADER.length)
    this.#introduced = true
    return true
  }
}

export function frame(body: Uint8Array): Buffer {
  const bytes = Buffer.allocUnsafe(3 + body.byteLength)
  bytes.writeUIntBE(body.byteLength, 0, 3)
  bytes.set(body, 3)
  return bytes
}
