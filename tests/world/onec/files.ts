import { createHash, randomUUID } from 'node:crypto'
import { type RelayAddress, relayHeaders } from './relay-address.ts'

/** A file as it stands in an outgoing. */
export interface OnecFileName {
  fileId: string
  name: string
  mime: string
  size: number
  sha256: string
}

/** Puts a file into the relay under a GUID of the base's own, before an outgoing names it (guides/onec.md 6, rule 8). */
export async function putFile(
  relay: RelayAddress,
  file: { name: string; mime: string; bytes: Uint8Array<ArrayBuffer> },
): Promise<OnecFileName> {
  const { name, mime, bytes } = file
  const fileId = randomUUID()
  const response = await fetch(`${relay.url}/onec/v1/files/${fileId}?name=${encodeURIComponent(name)}`, {
    method: 'PUT',
    headers: { ...relayHeaders(relay), 'content-type': mime },
    body: bytes,
  })
  if (!response.ok) throw new Error(`The relay did not take the file: ${response.status} ${await response.text()}`)
  return { fileId, name, mime, size: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex') }
}

/** The bytes of a file that an event told of; undefined while the relay has not got it. */
export async function getFile(relay: RelayAddress, fileId: string): Promise<Buffer | undefined> {
  const response = await fetch(`${relay.url}/onec/v1/files/${fileId}`, { headers: relayHeaders(relay) })
  return response.ok ? Buffer.from(await response.arrayBuffer()) : undefined
}
