/** As text, or (sessions, which change with every message) as the object that will be JSON. Nobody changes it: what is written is always a new one. */
export type KeyValue = string | object

export interface HeldKey {
  type: string
  id: string
  /** `null` deletes it. */
  value: KeyValue | null
}

/** Keys as they are on the disk, those used last, so that a message of a known person costs no reading. */
export interface RecentKeys {
  /** A key whose value is `null` is known not to be there. */
  get(type: string, id: string): HeldKey | undefined
  keep(key: HeldKey): HeldKey
}

/** A session is 2–10 kB: this many keep a busy channel within some megabytes. */
export function createRecentKeys(longest = 2_000): RecentKeys {
  const keys = new Map<string, HeldKey>()
  return {
    get: (type, id) => {
      const name = `${type}|${id}`
      const key = keys.get(name)
      if (!key) return undefined
      // A Map keeps the order of insertion: the first is the one unused for longest.
      keys.delete(name)
      keys.set(name, key)
      return key
    },
    keep: (key) => {
      const name = `${key.type}|${key.id}`
      keys.delete(name)
      keys.set(name, key)
      const [oldest] = keys.keys()
      if (keys.size > longest && oldest !== undefined) keys.delete(oldest)
      return key
    },
  }
}
