import { type BinaryNode, generateSignalPubKey, type proto } from '@whiskeysockets/baileys'
import { type KeyBundle, type PublishedKey, publishedKey, sessionKey } from './key-bundle.ts'
import { child, childBytes, children, stanza } from './stanza.ts'

interface SignedKey extends PublishedKey {
  readonly signature: Buffer
}

/** The public keys a companion has left with WhatsApp; each one-time key is handed out once (guide 1.7). */
export class CompanionKeys {
  readonly #oneTime: PublishedKey[] = []

  private constructor(
    private readonly registration: Buffer,
    readonly identity: Buffer,
    private signed: SignedKey,
  ) {}

  /** Before the first upload the registration itself brings the signed key. */
  static fromRegistration(data: proto.ClientPayload.IDevicePairingRegistrationData): CompanionKeys {
    const { eRegid, eIdent, eSkeyId, eSkeyVal, eSkeySig } = data
    if (!eRegid || !eIdent || !eSkeyId || !eSkeyVal || !eSkeySig) throw new Error('the registration lacks keys')
    const signed = { id: Buffer.from(eSkeyId), value: Buffer.from(eSkeyVal), signature: Buffer.from(eSkeySig) }
    return new CompanionKeys(Buffer.from(eRegid), Buffer.from(eIdent), signed)
  }

  get count(): number {
    return this.#oneTime.length
  }

  upload(iq: BinaryNode): void {
    for (const key of children(child(iq, 'list') ?? stanza('list'))) {
      this.#oneTime.push(publishedKey(key))
    }
    this.#replaceSignedKey(child(iq, 'skey'))
  }

  rotate(iq: BinaryNode): void {
    this.#replaceSignedKey(child(child(iq, 'rotate'), 'skey'))
  }

  /** Takes a one-time key away; without any left a session opens on the signed key alone, as at WhatsApp. */
  takeBundle(): KeyBundle {
    const oneTime = this.#oneTime.shift()
    return {
      registrationId: this.registration.readUInt32BE(),
      identityKey: generateSignalPubKey(this.identity),
      signedPreKey: { ...sessionKey(this.signed), signature: this.signed.signature },
      ...(oneTime && { preKey: sessionKey(oneTime) }),
    }
  }

  #replaceSignedKey(skey: BinaryNode | undefined): void {
    if (skey) this.signed = { ...publishedKey(skey), signature: childBytes(skey, 'signature') }
  }
}
