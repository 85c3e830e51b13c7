import {
  BufferJSON,
  proto,
  type SignalDataSet,
  type SignalDataTypeMap,
  type SignalKeyStore,
} from '@whiskeysockets/baileys'
import type { SignalKey } from '../store/signal-keys.ts'
import type { Ledger } from './ledger.ts'

type KeyType = keyof SignalDataTypeMap

/** Plain JSON inside, read and written with every message: Baileys' reviver for bytes would look at each of their fields for nothing. */
const withoutBytes: readonly string[] = ['session', 'lid-mapping', 'device-list', 'sender-key-memory']

/** Baileys' keys over our ledger. */
export function createSignalKeyStore(ledger: Ledger): SignalKeyStore {
  return {
    get: async (type, ids) => {
      const found = await ledger.read(type, ids)
      return Object.fromEntries([...found].map(([id, value]) => [id, parseKey(type, value)]))
    },
    set: (data) => {
      const keys = [...signalKeysOf(data)]
      if (keys.length > 0) ledger.write({ keys })
    },
  }
}

function* signalKeysOf(data: SignalDataSet): Generator<SignalKey> {
  for (const [type, entries] of Object.entries(data)) {
    for (const [id, value] of Object.entries(entries ?? {})) {
      yield { type, id, value: value === null || value === undefined ? null : keyAsJson(type, value) }
    }
  }
}

const keyAsJson = (type: string, value: unknown): string =>
  withoutBytes.includes(type) ? JSON.stringify(value) : JSON.stringify(value, BufferJSON.replacer)

/** Our own JSON, written by the function above: its shape is Baileys' business. */
function parseKey<T extends KeyType>(type: T, json: string): SignalDataTypeMap[T] {
  const parse = parsers[type]
  if (parse) return parse(json)
  return withoutBytes.includes(type) ? JSON.parse(json) : JSON.parse(json, BufferJSON.reviver)
}

const parsers: { [T in KeyType]?: (json: string) => SignalDataTypeMap[T] } = {
  'app-state-sync-key': (json) => proto.Message.AppStateSyncKeyData.fromObject(JSON.parse(json, BufferJSON.reviver)),
}
