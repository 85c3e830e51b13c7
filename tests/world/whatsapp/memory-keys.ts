import type { SignalDataSet, SignalDataTypeMap, SignalKeyStore } from '@whiskeysockets/baileys'

type KeyType = keyof SignalDataTypeMap

/** Signal keys in memory: good for people of the stand-in, and for a Baileys under test. */
export class MemoryKeys implements SignalKeyStore {
  readonly #values = new Map<string, unknown>()

  get<T extends KeyType>(type: T, ids: string[]): { [id: string]: SignalDataTypeMap[T] } {
    const found: { [id: string]: SignalDataTypeMap[T] } = {}
    for (const id of ids) {
      const value = this.#values.get(`${type} ${id}`)
      // What lies under a type's name was put there by `set` under the same name.
      if (value !== undefined) found[id] = value as SignalDataTypeMap[T]
    }
    return found
  }

  set(data: SignalDataSet): void {
    for (const [type, entries] of Object.entries(data)) {
      for (const [id, value] of Object.entries(entries ?? {})) {
        if (value === null || value === undefined) this.#values.delete(`${type} ${id}`)
        else this.#values.set(`${type} ${id}`, value)
      }
    }
  }
}
