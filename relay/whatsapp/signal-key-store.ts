import {
  BufferJSON,
  proto,
  type SignalDataSet,
  type SignalDataTypeMap,
  type SignalKeyStore,
} from '@whiskeysockets/baileys'
import type { Ledger } from './ledger.ts'
import type { HeldKey, KeyValue } from './recent-keys.ts'

type KeyType = keyof SignalDataTypeMap

/** Plain JSON inside, read and written with every message: Baileys' reviver for bytes would look at each of their fields for nothing. */
const withoutBytes: readonly string[] = ['session', 'lid-mapping', 'device-list', 'sender-key-memory']

/** Baileys' keys over our ledger. */
export function createSignalKeyStore(ledger: Ledger): SignalKeyStore {
  return {
    get: async (type, ids) => {
      const found = await ledger.read(type, ids)
      return Object.fromEntries([...found].map(([id, value]) => [id, readKey(type, value)]))
    },
    set: (data) => {
      const keys = [...heldKeysOf(data)]
      if (keys.length > 0) ledger.write({ keys })
    },
  }
}

function* heldKeysOf(data: SignalDataSet): Generator<HeldKey> {
  for (const [type, entries] of Object.entries(data)) {
    for (const [id, value] of Object.entries(entries ?? {})) {
      yield { type, id, value: value === null || value === undefined ? null : heldValue(type, value) }
    }
  }
}

function heldValue(type: string, value: string | object): KeyValue {
  // libsignal writes a session anew each time, and never into the one it has read.
  if (type === 'session' && !(value instanceof Uint8Array)) return value
  return withoutBytes.includes(type) ? JSON.stringify(value) : JSON.stringify(value, BufferJSON.replacer)
}

/** What the function above has made, now or in an earlier process: its shape is Baileys' business. */
function readKey<T extends KeyType>(type: T, held: KeyValue): SignalDataTypeMap[T] {
  // Only `heldValue` makes an object of it, and of the very value that Baileys gave for this type.
  if (typeof held === 'object') return held as SignalDataTypeMap[T]
  const parse = parsers[type]
  if (parse) return parse(held)
  return withoutBytes.includes(type) ? JSON.parse(held) : JSON.parse(held, BufferJSON.reviver)
}

const parsers: { [T in KeyType]?: (json: string) => SignalDataTypeMap[T] } = {
  'app-state-sync-key': (json) => proto.Message.AppStateSyncKeyData.fromObject(JSON.parse(json, BufferJSON.reviver)),
}
