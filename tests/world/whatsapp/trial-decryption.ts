import type { SignalDataTypeMap, SignalKeyStoreWithTransaction, SignalRepository } from '@whiskeysockets/baileys'

type Ciphertext = Parameters<SignalRepository['decryptMessage']>[0]
type Stored = SignalDataTypeMap['session']

interface SessionRecord {
  readonly version: string
  readonly _sessions: Record<string, { indexInfo: { used: number } }>
}

/**
 * Decrypts as a real phone does: a session that does not fit stays as it was. libsignal 6.0.0 steps the ratchet of each
 * session it tries BEFORE it checks the MAC, and stores all of them once one fits: the others are spoilt ("Bad MAC"
 * from then on). Here every session is tried alone.
 */
export async function decryptTryingEachAlone(
  keys: SignalKeyStoreWithTransaction,
  repository: SignalRepository,
  message: Ciphertext,
): Promise<Uint8Array> {
  const address = repository.jidToSignalProtocolAddress(message.jid)
  const record = recordOf((await keys.get('session', [address]))[address])
  // A pkmsg names its session by the base key: nothing is tried.
  if (message.type === 'pkmsg' || !record || Object.keys(record._sessions).length < 2) {
    return repository.decryptMessage(message)
  }
  const store = (value: SessionRecord) => keys.set({ session: { [address]: storedFrom(value) } })
  const failures: unknown[] = []
  for (const [name, session] of newestFirst(record)) {
    await store({ ...record, _sessions: { [name]: session } })
    try {
      const plaintext = await repository.decryptMessage(message)
      const tried = recordOf((await keys.get('session', [address]))[address])
      await store({ ...record, _sessions: { ...record._sessions, ...tried?._sessions } })
      return plaintext
    } catch (error) {
      failures.push(error)
    }
  }
  await store(record)
  throw new Error('no session fits', { cause: new AggregateError(failures) })
}

function newestFirst(record: SessionRecord) {
  return Object.entries(record._sessions).sort(([, a], [, b]) => b.indexInfo.used - a.indexInfo.used)
}

/** Baileys types a session as bytes, but stores what libsignal's `serialize` returns: this record. */
function recordOf(stored: unknown): SessionRecord | undefined {
  const isRecord = typeof stored === 'object' && stored !== null && '_sessions' in stored
  return isRecord ? (stored as SessionRecord) : undefined
}

function storedFrom(record: SessionRecord): Stored {
  return record as unknown as Stored
}
