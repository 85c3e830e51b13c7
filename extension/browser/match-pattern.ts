/**
 * The browser's pattern for everything at an address's origin, as permissions are asked for. Without the port: Firefox knows no ports in patterns, and Chrome's permission for a
 * host counts for all its ports either way; which port a page has is looked at by its address (`onec-address.ts`).
 */
export const originPattern = (address: string): string | undefined => patternOf(address, () => '/*')

/** For a base's web client and nothing else of its server. */
export const basePatterns = (address: string): string[] =>
  [patternOf(address, (path) => path), patternOf(address, (path) => `${path}/*`)].flatMap((pattern) => pattern ?? [])

/** For the relay's page that opens a conversation, and nothing else of its server. */
export const openPagePatterns = (relay: string): string[] =>
  [patternOf(relay, (path) => `${path}/open*`)].flatMap((pattern) => pattern ?? [])

function patternOf(address: string, path: (path: string) => string): string | undefined {
  const url = URL.canParse(address) ? new URL(address) : undefined
  if (url === undefined || !/^https?:$/.test(url.protocol)) return undefined
  return `${url.protocol}//${url.hostname}${path(url.pathname.replace(/\/+$/, '')) || '/'}`
}
