import { randomBytes } from 'node:crypto'
import { type BinaryNode, Curve, hmacSign, proto, WA_ADV_ACCOUNT_SIG_PREFIX } from '@whiskeysockets/baileys'
import { Companion } from './companion.ts'
import { CompanionKeys } from './companion-keys.ts'
import type { Connection } from './connection.ts'
import type { WhatsAppEvents } from './events.ts'
import { LinkCodes } from './link-codes.ts'
import type { ClientFinish } from './noise.ts'
import { type PairingCode, readPairingCode } from './pairing-code.ts'
import type { Person } from './person.ts'
import { child, stanza } from './stanza.ts'

const REFS = 6
/** How long Baileys shows the first QR code and each of the others (guide 0.10). */
const FIRST_REF_MS = 60_000
const NEXT_REF_MS = 20_000

const GONE = 'the device went away while it was being paired'

interface Registration {
  readonly connection: Connection
  readonly keys: CompanionKeys
  readonly noiseKey: Uint8Array
  readonly offeredAt: number
  readonly refs: readonly string[]
  /** Set while a phone waits for the device's signature. */
  settle?: (error?: Error) => void
}

/** Where unlinked devices wait with their QR codes for a phone to scan one. */
export class PairingDesk {
  readonly #waiting = new Map<Connection, Registration>()
  readonly #codes: LinkCodes
  #lastQuery = 0

  constructor(
    private readonly now: () => number,
    private readonly events: WhatsAppEvents,
    isOnWhatsApp: (number: string) => boolean,
  ) {
    this.#codes = new LinkCodes(isOnWhatsApp)
  }

  /** Sends six refs and nothing else: a `<success>` here would make Baileys report `open` before the scan. */
  register(connection: Connection, { noiseKey, payload }: ClientFinish): void {
    const keys = CompanionKeys.fromRegistration(payload.devicePairingData ?? {})
    const refs = Array.from({ length: REFS }, () => `2@${randomBytes(48).toString('base64')}`)
    this.#waiting.set(connection, { connection, keys, noiseKey, refs, offeredAt: this.now() })
    const nodes = refs.map((ref) => stanza('ref', {}, Buffer.from(ref)))
    this.#query(connection, [stanza('pair-device', {}, nodes)])
    this.events.tell({ type: 'pairing-offered', refs })
  }

  forget(connection: Connection): void {
    this.#codes.forget(connection)
    const registration = this.#waiting.get(connection)
    if (!registration) return
    this.#waiting.delete(connection)
    registration.settle?.(new Error(GONE))
    this.events.tell({ type: 'pairing-withdrawn' })
  }

  /** The answer to pair-success, and Baileys' pings: without their answers it gives the line up before the second code. */
  takeReply(connection: Connection, node: BinaryNode): void {
    const { xmlns, id } = node.attrs
    if (xmlns === 'w:p' && id) connection.send(stanza('iq', { type: 'result', id, from: 's.whatsapp.net' }))
    if (child(node, 'link_code_companion_reg')) this.#codes.take(connection, node)
    if (child(node, 'pair-device-sign')) this.#waiting.get(connection)?.settle?.()
  }

  /** pair-success with the phone's signatures → pair-device-sign → 515, after which the companion logs in anew. */
  async pair(qrText: string, phone: Person, device: number): Promise<Companion> {
    const code = readPairingCode(qrText)
    return await this.#link(this.#registrationOf(code), code, phone, device)
  }

  /** The same for a code that was typed on the phone. */
  async pairByCode(code: string, phone: Person, device: number): Promise<Companion> {
    const { connection, ...known } = await this.#codes.type(code.replace(/\W/g, '').toUpperCase(), phone)
    const registration = this.#waiting.get(connection)
    if (!registration) throw new Error(GONE)
    return await this.#link(registration, known, phone, device)
  }

  async #link(registration: Registration, code: Vouched, phone: Person, device: number): Promise<Companion> {
    const { connection, keys, noiseKey } = registration
    const companion = new Companion(phone.number, phone.lidUser, device, keys, noiseKey)
    const identity = signIdentity(phone, code, device, this.now())
    this.#query(connection, [
      stanza('pair-success', {}, [
        stanza('device-identity', {}, identity),
        stanza('device', { jid: companion.jid, lid: companion.lid }),
        stanza('platform', { name: 'android' }),
        stanza('biz', { name: phone.name }),
      ]),
    ])
    await this.#signature(registration)
    this.#waiting.delete(connection)
    connection.endWithStreamError({ code: '515' })
    return companion
  }

  #registrationOf(code: PairingCode): Registration {
    for (const registration of this.#waiting.values()) {
      const index = registration.refs.indexOf(code.ref)
      if (index < 0) continue
      const expires = registration.offeredAt + FIRST_REF_MS + index * NEXT_REF_MS
      if (this.now() > expires) throw new Error('this QR code is too old: refresh it and scan again')
      const ownIdentity = registration.keys.identity.equals(code.identity)
      const ownNoiseKey = Buffer.from(registration.noiseKey).equals(code.noiseKey)
      if (!ownIdentity || !ownNoiseKey) throw new Error('this QR code shows keys of another device')
      return registration
    }
    throw new Error('this QR code is not valid any more: nobody waits with it')
  }

  #signature({ connection }: Registration): Promise<void> {
    return new Promise((resolve, reject) => {
      const waiting = this.#waiting.get(connection)
      if (!waiting) return reject(new Error(GONE))
      waiting.settle = (error) => (error ? reject(error) : resolve())
    })
  }

  #query(connection: Connection, content: BinaryNode[]): void {
    const id = `pair-${++this.#lastQuery}`
    connection.send(stanza('iq', { type: 'set', xmlns: 'md', id, from: 's.whatsapp.net' }, content))
  }
}

/** What a phone knows of the device that it vouches for. */
type Vouched = Pick<PairingCode, 'identity' | 'advSecret'>

/** The phone vouches for the new device: ADVSignedDeviceIdentityHMAC (guide 1.5). */
function signIdentity(phone: Person, code: Vouched, keyIndex: number, now: number): Uint8Array {
  const timestamp = Math.floor(now / 1000)
  const identity = proto.ADVDeviceIdentity.encode({ rawId: keyIndex, timestamp, keyIndex }).finish()
  const signedBytes = Buffer.concat([WA_ADV_ACCOUNT_SIG_PREFIX, identity, code.identity])
  const details = proto.ADVSignedDeviceIdentity.encode({
    details: identity,
    accountSignatureKey: phone.peer.identity.public,
    accountSignature: Curve.sign(phone.peer.identity.private, signedBytes),
  }).finish()
  return proto.ADVSignedDeviceIdentityHMAC.encode({ details, hmac: hmacSign(details, code.advSecret) }).finish()
}
