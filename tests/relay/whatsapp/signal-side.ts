import {
  addTransactionCapability,
  Curve,
  DEFAULT_CONNECTION_CONFIG,
  generateSignalPubKey,
  initAuthCreds,
  type SignalKeyStore,
  type SignalRepository,
  type SocketConfig,
} from '@whiskeysockets/baileys'
import { pino } from 'pino'
import { MemoryKeys } from '../../world/whatsapp/memory-keys.ts'

const log = pino({ level: 'silent' })

export type Side = ReturnType<typeof signalSide>
export type Letter = Awaited<ReturnType<SignalRepository['encryptMessage']>>

interface Made {
  store?: SignalKeyStore
  makeRepository?: SocketConfig['makeSignalRepository']
}

/** One side of a conversation, with keys of its own; Baileys' own repository unless another is given. */
export function signalSide(
  jid: string,
  { store = new MemoryKeys(), makeRepository = DEFAULT_CONNECTION_CONFIG.makeSignalRepository }: Made = {},
) {
  const creds = initAuthCreds()
  const keys = addTransactionCapability(store, log, { maxCommitRetries: 1, delayBetweenTriesMs: 0 })
  const repository = makeRepository({ creds, keys }, log)
  const bundle = async (keyId: number) => {
    const preKey = Curve.generateKeyPair()
    await keys.set({ 'pre-key': { [keyId]: preKey } })
    return {
      registrationId: creds.registrationId,
      identityKey: generateSignalPubKey(creds.signedIdentityKey.public),
      signedPreKey: {
        keyId: creds.signedPreKey.keyId,
        publicKey: generateSignalPubKey(creds.signedPreKey.keyPair.public),
        signature: creds.signedPreKey.signature,
      },
      preKey: { keyId, publicKey: generateSignalPubKey(preKey.public) },
    }
  }
  const encrypt = (to: string, text: string) => repository.encryptMessage({ jid: to, data: Buffer.from(text) })
  return { jid, keys, repository, bundle, encrypt }
}

/** What `at` reads in a letter, as Baileys reads it. */
export const read = async (at: Side, from: string, letter: Letter): Promise<string> =>
  String(Buffer.from(await at.repository.decryptMessage({ jid: from, ...letter })))
