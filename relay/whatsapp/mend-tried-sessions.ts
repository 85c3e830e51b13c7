import type { SignalKeyStore, SignalRepository } from '@whiskeysockets/baileys'
import * as v from 'valibot'

type Message = Parameters<SignalRepository['decryptMessage']>[0]

/** What libsignal's `SessionRecord.serialize()` returns, and Baileys calls bytes. */
const recordSchema = v.looseObject({
  _sessions: v.record(v.string(), v.looseObject({ indexInfo: v.looseObject({ used: v.optional(v.number()) }) })),
})
type Sessions = v.InferOutput<typeof recordSchema>['_sessions']

/**
 * Decrypts, and leaves sessions that did not fit as they were. libsignal 6.0.0 tries the sessions of a person one after the other, the last used
 * first; each try steps the ratchet BEFORE the MAC is checked, and when one fits at last, all are stored: those that were only tried are spoilt
 * ("Bad MAC" from then on). This was the cause that guide 3.5 could not find.
 */
export async function mendTriedSessions(
  keys: SignalKeyStore,
  repository: SignalRepository,
  message: Message,
): Promise<Uint8Array> {
  // A pkmsg names its session: nothing is tried.
  if (message.type === 'pkmsg') return await repository.decryptMessage(message)
  const address = repository.jidToSignalProtocolAddress(message.jid)
  const before: unknown = (await keys.get('session', [address]))[address]
  const plaintext = await repository.decryptMessage(message)
  if (!v.is(recordSchema, before) || Object.keys(before._sessions).length < 2) return plaintext
  const after: unknown = (await keys.get('session', [address]))[address]
  // `is` narrows without copying: this changes the very record that the transaction is about to commit.
  if (v.is(recordSchema, after)) restoreTried(before._sessions, after._sessions)
  return plaintext
}

/** Of the sessions that changed, the last one tried is the one that fitted. */
export function restoreTried(before: Sessions, after: Sessions): void {
  const inOrderOfTrying = Object.entries(before).sort(([, a], [, b]) => lastUsed(b) - lastUsed(a))
  const changed = inOrderOfTrying.filter(
    ([name, session]) => name in after && JSON.stringify(after[name]) !== JSON.stringify(session),
  )
  for (const [name, session] of changed.slice(0, -1)) after[name] = session
}

const lastUsed = (session: Sessions[string]): number => session.indexInfo.used ?? 0
