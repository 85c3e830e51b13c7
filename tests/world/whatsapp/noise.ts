import {
  aesDecryptGCM,
  aesEncryptGCM,
  Curve,
  hkdf,
  NOISE_MODE,
  NOISE_WA_HEADER,
  proto,
  sha256,
} from '@whiskeysockets/baileys'
import type { NoiseIdentity } from './noise-certificate.ts'

const NOTHING = Buffer.alloc(0)

/** What a client says about itself in its last handshake message. */
export interface ClientFinish {
  readonly noiseKey: Uint8Array
  readonly payload: proto.ClientPayload
}

/** The server's side of Noise_XX_25519_AESGCM_SHA256 (guide 1.2). One per connection. */
export class NoiseResponder {
  #hash: Buffer = Buffer.from(NOISE_MODE)
  #chainingKey: Uint8Array = this.#hash
  #key: Uint8Array = this.#hash
  #counter = 0
  readonly #ephemeral = Curve.generateKeyPair()
  #receiving: CipherState | undefined
  #sending: CipherState | undefined

  constructor(private readonly identity: NoiseIdentity) {
    this.#mixHash(NOISE_WA_HEADER)
  }

  get established(): boolean {
    return this.#sending !== undefined
  }

  /** First frame in, first frame out. */
  answerHello(frame: Uint8Array): Uint8Array {
    const clientEphemeral = proto.HandshakeMessage.decode(frame).clientHello?.ephemeral
    if (!clientEphemeral) throw new Error('the handshake began without a client hello')
    this.#mixHash(clientEphemeral)
    this.#mixHash(this.#ephemeral.public)
    this.#mixKey(Curve.sharedKey(this.#ephemeral.private, clientEphemeral))
    const encryptedStatic = this.#encrypt(this.identity.staticKey.public)
    this.#mixKey(Curve.sharedKey(this.identity.staticKey.private, clientEphemeral))
    const payload = this.#encrypt(this.identity.certificates)
    const serverHello = { ephemeral: this.#ephemeral.public, static: encryptedStatic, payload }
    return proto.HandshakeMessage.encode({ serverHello }).finish()
  }

  /** Second frame in; from here on everything is transport. */
  finish(frame: Uint8Array): ClientFinish {
    const finish = proto.HandshakeMessage.decode(frame).clientFinish
    if (!finish?.static || !finish.payload) throw new Error('the handshake ended without a client finish')
    const noiseKey = this.#decrypt(finish.static)
    this.#mixKey(Curve.sharedKey(this.#ephemeral.private, noiseKey))
    const payload = proto.ClientPayload.decode(this.#decrypt(finish.payload))
    const [clientToServer, serverToClient] = this.#derive(NOTHING)
    this.#receiving = new CipherState(clientToServer)
    this.#sending = new CipherState(serverToClient)
    return { noiseKey, payload }
  }

  /** The counter rises with every call: call it in the order in which the frames leave. */
  encryptFrame(plaintext: Uint8Array): Buffer {
    if (!this.#sending) throw new Error('the handshake is not finished')
    return aesEncryptGCM(plaintext, this.#sending.key, this.#sending.nextIv(), NOTHING)
  }

  decryptFrame(ciphertext: Uint8Array): Buffer {
    if (!this.#receiving) throw new Error('the handshake is not finished')
    return aesDecryptGCM(ciphertext, this.#receiving.key, this.#receiving.nextIv(), NOTHING)
  }

  #mixHash(data: Uint8Array): void {
    this.#hash = sha256(Buffer.concat([this.#hash, data]))
  }

  #mixKey(secret: Uint8Array): void {
    const [chainingKey, key] = this.#derive(secret)
    this.#chainingKey = chainingKey
    this.#key = key
    this.#counter = 0
  }

  #derive(secret: Uint8Array): [Uint8Array, Uint8Array] {
    const bytes = hkdf(Buffer.from(secret), 64, { salt: Buffer.from(this.#chainingKey), info: '' })
    return [bytes.subarray(0, 32), bytes.subarray(32)]
  }

  #encrypt(plaintext: Uint8Array): Buffer {
    const ciphertext = aesEncryptGCM(plaintext, this.#key, ivOf(this.#counter++), this.#hash)
    this.#mixHash(ciphertext)
    return ciphertext
  }

  #decrypt(ciphertext: Uint8Array): Buffer {
    const plaintext = aesDecryptGCM(ciphertext, this.#key, ivOf(this.#counter++), this.#hash)
    this.#mixHash(ciphertext)
    return plaintext
  }
}

class CipherState {
  #counter = 0
  constructor(readonly key: Uint8Array) {}
  nextIv(): Buffer {
    return ivOf(this.#counter++)
  }
}

function ivOf(counter: number): Buffer {
  const iv = Buffer.alloc(12)
  iv.writeUInt32BE(counter, 8)
  return iv
}
