import type { CacheStore, UserFacingSocketConfig } from '@whiskeysockets/baileys'

const minutes = 60_000

/** What Baileys keeps in memory of one channel. */
export interface ChannelCaches {
  forBaileys: Pick<UserFacingSocketConfig, 'msgRetryCounterCache' | 'userDevicesCache'>
  forget(): void
}

export function createChannelCaches(now: () => number): ChannelCaches {
  const msgRetryCounterCache = createKeptCache(60 * minutes, now)
  const userDevicesCache = createKeptCache(5 * minutes, now)
  return {
    forBaileys: { msgRetryCounterCache, userDevicesCache },
    forget: () => {
      msgRetryCounterCache.flushAll()
      userDevicesCache.flushAll()
    },
  }
}

/** Memory of Baileys' that has to outlive one connection: without it each reconnect would open new sessions with everybody and count retries anew. */
export function createKeptCache(livesFor: number, now: () => number, longest = 10_000): CacheStore {
  const entries = new Map<string, { value: unknown; until: number }>()
  return {
    // Baileys asks with the type it has set: a key is only ever used for one.
    get: <T>(key: string): T | undefined => freshValue(entries.get(key), now()),
    set: (key, value) => {
      entries.delete(key)
      entries.set(key, { value, until: now() + livesFor })
      const [oldest] = entries.keys()
      if (entries.size > longest && oldest !== undefined) entries.delete(oldest)
    },
    del: (key) => void entries.delete(key),
    flushAll: () => entries.clear(),
  }
}

function freshValue(entry: { value: unknown; until: number } | undefined, now: number) {
  return entry && entry.until > now ? JSON.parse(JSON.stringify(entry.value)) : undefined
}
