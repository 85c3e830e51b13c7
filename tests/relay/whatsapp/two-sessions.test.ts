import {
  addTransactionCapability,
  Curve,
  DEFAULT_CONNECTION_CONFIG,
  generateSignalPubKey,
  initAuthCreds,
  type SignalRepository,
} from '@whiskeysockets/baileys'
import { pino } from 'pino'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { mendTriedSessions } from '../../../relay/whatsapp/mend-tried-sessions.ts'
import { silenceLibsignal } from '../../../relay/whatsapp/silence-libsignal.ts'
import { MemoryKeys } from '../../world/whatsapp/memory-keys.ts'

let speak: () => void
beforeAll(() => {
  speak = silenceLibsignal()
  vi.useFakeTimers({ toFake: ['Date'] })
})
afterAll(() => {
  speak()
  vi.useRealTimers()
})

const log = pino({ level: 'silent' })

/** One side of a conversation. */
function side(jid: string) {
  const creds = initAuthCreds()
  const keys = addTransactionCapability(new MemoryKeys(), log, { maxCommitRetries: 1, delayBetweenTriesMs: 0 })
  const repository = DEFAULT_CONNECTION_CONFIG.makeSignalRepository({ creds, keys }, log)
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
type Side = ReturnType<typeof side>
type Letter = Awaited<ReturnType<SignalRepository['encryptMessage']>>

const plain = async (at: Side, from: string, letter: Letter) =>
  String(Buffer.from(await at.repository.decryptMessage({ jid: from, ...letter })))
const mended = async (at: Side, from: string, letter: Letter) =>
  String(
    Buffer.from(
      await at.keys.transaction(() => mendTriedSessions(at.keys, at.repository, { jid: from, ...letter }), from),
    ),
  )

/** The relay restarts and opens a new session with Anna while a message of hers is under way on the old one. */
async function crossing(decrypt: typeof plain): Promise<string> {
  const relay = side('100@lid')
  const anna = side('200@lid')
  await anna.repository.injectE2ESession({ jid: relay.jid, session: await relay.bundle(1) })
  await decrypt(relay, anna.jid, await anna.encrypt(relay.jid, 'hello'))
  await plain(anna, relay.jid, await relay.encrypt(anna.jid, 'hello too'))
  const underWay = await anna.encrypt(relay.jid, 'on the old session')
  // libsignal tries the session used last first, by the millisecond.
  vi.setSystemTime(Date.now() + 10)
  await relay.repository.injectE2ESession({ jid: anna.jid, session: await anna.bundle(1) })
  const opening = await relay.encrypt(anna.jid, 'on the new session')
  await decrypt(relay, anna.jid, underWay)
  await plain(anna, relay.jid, opening)
  return await decrypt(relay, anna.jid, await anna.encrypt(relay.jid, 'answer on the new session'))
}

it('reads an answer on the new session after a late message on the old one', async () => {
  expect(await crossing(mended)).toBe('answer on the new session')
})

it('is still needed: libsignal alone spoils the new session', async () => {
  await expect(crossing(plain)).rejects.toThrow('No matching sessions')
})
