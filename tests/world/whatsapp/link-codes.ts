import { randomBytes } from 'node:crypto'
import {
  aesDecryptCTR,
  aesDecryptGCM,
  aesEncryptCTR,
  type BinaryNode,
  Curve,
  derivePairingCodeKey,
  hkdf,
  type KeyPair,
} from '@whiskeysockets/baileys'
import { newMessageId, userOf } from './addresses.ts'
import type { Connection } from './connection.ts'
import type { Person } from './person.ts'
import { child, childBytes, iqResult, stanza } from './stanza.ts'

/** What a phone learns of the device by the code: as much as the QR code would have said. */
export interface LinkedByCode {
  readonly connection: Connection
  readonly identity: Buffer
  readonly advSecret: Buffer
}

interface Asked {
  readonly connection: Connection
  readonly ref: Buffer
  /** The device's key, sealed with the code that only its screen shows. */
  readonly sealedKey: Buffer
  /** Set while the phone waits for the device. */
  finish?: (iq: BinaryNode | Error) => void
}

const NOTHING = Buffer.alloc(0)

/** Where devices wait that are linked by a code typed on the phone («Привязать по номеру телефона»). WhatsApp itself never learns the code. */
export class LinkCodes {
  readonly #asked = new Map<string, Asked>()

  constructor(private readonly isOnWhatsApp: (number: string) => boolean) {}

  /** Both words of a device: `companion_hello` asks for a number, `companion_finish` answers the phone. */
  take(connection: Connection, iq: BinaryNode): void {
    const registration = child(iq, 'link_code_companion_reg')
    const number = userOf(registration?.attrs.jid ?? '')
    if (registration?.attrs.stage === 'companion_finish') this.#asked.get(number)?.finish?.(iq)
    else if (this.isOnWhatsApp(number)) this.#hello(connection, iq, number)
    else {
      const error = stanza('error', { code: '400', text: 'bad-request' })
      connection.send(stanza('iq', { type: 'error', id: iq.attrs.id, from: 's.whatsapp.net' }, [error]))
    }
  }

  forget(connection: Connection): void {
    for (const [number, asked] of this.#asked) {
      if (asked.connection !== connection) continue
      this.#asked.delete(number)
      asked.finish?.(new Error('the device went away while it was being paired'))
    }
  }

  /** The code is typed on the phone. A wrong one opens nothing: what both sides derive from it differs. */
  async type(code: string, phone: Person): Promise<LinkedByCode> {
    const asked = this.#asked.get(phone.number)
    if (!asked) throw new Error('no device waits for a code of this number')
    const finished = new Promise<BinaryNode>((resolve, reject) => {
      asked.finish = (iq) => (iq instanceof Error ? reject(iq) : resolve(iq))
    })
    // The device may go away while the keys are being derived.
    finished.catch(() => undefined)
    const salt = asked.sealedKey.subarray(0, 32)
    const key = await derivePairingCodeKey(code, salt)
    const deviceKey = aesDecryptCTR(asked.sealedKey.subarray(48), key, asked.sealedKey.subarray(32, 48))
    const ephemeral = Curve.generateKeyPair()
    asked.connection.send(await primaryHello(asked, code, ephemeral, phone))
    const iq = await finished
    asked.connection.send(iqResult(iq))
    return { connection: asked.connection, ...openBundle(iq, Curve.sharedKey(ephemeral.private, deviceKey), phone) }
  }

  #hello(connection: Connection, iq: BinaryNode, number: string): void {
    const registration = child(iq, 'link_code_companion_reg')
    const sealedKey = childBytes(registration, 'link_code_pairing_wrapped_companion_ephemeral_pub')
    const ref = Buffer.from(newMessageId())
    this.#asked.set(number, { connection, ref, sealedKey })
    const content = [stanza('link_code_pairing_ref', {}, ref)]
    connection.send(iqResult(iq, [stanza('link_code_companion_reg', { stage: 'companion_hello' }, content)]))
  }
}

async function primaryHello(asked: Asked, code: string, ephemeral: KeyPair, phone: Person): Promise<BinaryNode> {
  const [salt, iv] = [randomBytes(32), randomBytes(16)]
  const sealed = aesEncryptCTR(ephemeral.public, await derivePairingCodeKey(code, salt), iv)
  const content = [
    stanza('link_code_pairing_wrapped_primary_ephemeral_pub', {}, Buffer.concat([salt, iv, sealed])),
    stanza('primary_identity_pub', {}, Buffer.from(phone.peer.identity.public)),
    stanza('link_code_pairing_ref', {}, asked.ref),
  ]
  const attributes = { type: 'link_code_companion_reg', id: newMessageId(), from: 's.whatsapp.net', t: '1' }
  return stanza('notification', attributes, [stanza('link_code_companion_reg', { stage: 'primary_hello' }, content)])
}

/** The device's identity, and the secret that both sides derive: what the QR code would have carried. */
function openBundle(iq: BinaryNode, shared: Uint8Array, phone: Person): { identity: Buffer; advSecret: Buffer } {
  const bundle = childBytes(child(iq, 'link_code_companion_reg'), 'link_code_pairing_wrapped_key_bundle')
  const info = 'link_code_pairing_key_bundle_encryption_key'
  const key = hkdf(Buffer.from(shared), 32, { salt: bundle.subarray(0, 32), info })
  let opened: Buffer
  try {
    opened = aesDecryptGCM(bundle.subarray(44), key, bundle.subarray(32, 44), NOTHING)
  } catch {
    throw new Error('this code is wrong')
  }
  const [identity, random] = [opened.subarray(0, 32), opened.subarray(64)]
  const identityShared = Curve.sharedKey(phone.peer.identity.private, identity)
  const secret = hkdf(Buffer.concat([shared, identityShared, random]), 32, { info: 'adv_secret' })
  return { identity, advSecret: Buffer.from(secret) }
}
