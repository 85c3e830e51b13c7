import type { AddressInfo } from 'node:net'

/** @param address what `server.address()` gives for a server that listens on TCP. */
export function portOf(address: AddressInfo | string | null): number {
  if (typeof address === 'object' && address !== null) return address.port
  throw new Error('The server does not listen.')
}
