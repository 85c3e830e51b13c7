import { type BinaryNode, generateSignalPubKey, type SignalRepository } from '@whiskeysockets/baileys'
import { child, childBytes } from './stanza.ts'

/** What somebody needs to open a Signal session with a device. */
export type KeyBundle = Parameters<SignalRepository['injectE2ESession']>[0]['session']

/** A public key as it travels: its id is a number of 24 bits. */
export interface PublishedKey {
  readonly id: Buffer
  readonly value: Buffer
}

/** Signal marks Curve25519 keys with a leading 05. */
export function sessionKey(key: PublishedKey): { keyId: number; publicKey: Uint8Array } {
  return { keyId: key.id.readUIntBE(0, 3), publicKey: generateSignalPubKey(key.value) }
}

/** Out of the holder of <identity>, <skey> and perhaps <key>. */
export function bundleIn(keys: BinaryNode, registrationId: number): KeyBundle {
  const skey = child(keys, 'skey')
  const key = child(keys, 'key')
  return {
    registrationId,
    identityKey: generateSignalPubKey(childBytes(keys, 'identity')),
    signedPreKey: { ...sessionKey(publishedKey(skey)), signature: childBytes(skey, 'signature') },
    ...(key && { preKey: sessionKey(publishedKey(key)) }),
  }
}

export function publishedKey(node: BinaryNode | undefined): PublishedKey {
  return { id: childBytes(node, 'id'), value: childBytes(node, 'value') }
}
