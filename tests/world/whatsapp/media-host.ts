import { createHash, randomUUID } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { createServer, type Server } from 'node:https'
import type { AddressInfo } from 'node:net'
import type { Certificate } from './certificate.ts'

export type Transfer = 'upload' | 'download'

/** Where encrypted files lie. Keeps blobs only; the keys travel in the messages. */
export class MediaHost {
  readonly #blobs = new Map<string, Buffer>()
  readonly #forgotten = new Map<string, Buffer>()
  readonly #server: Server
  #stopNext: ((which: Transfer) => void) | undefined

  private constructor({ certificate, privateKey }: Certificate) {
    this.#server = createServer({ cert: certificate, key: privateKey }, (request, response) => {
      if (request.method === 'POST') this.#upload(request, response).catch((error) => response.destroy(error))
      else this.#download(request, response)
    })
  }

  static async start(certificate: Certificate): Promise<MediaHost> {
    const host = new MediaHost(certificate)
    await new Promise<void>((resolve) => host.#server.listen(0, '127.0.0.1', resolve))
    return host
  }

  /** host:port, the answer to media_conn. */
  get hostname(): string {
    return `127.0.0.1:${portOf(this.#server.address())}`
  }

  store(blob: Buffer): { url: string; directPath: string } {
    const directPath = `/v/${randomUUID()}`
    this.#blobs.set(directPath, blob)
    return { url: `https://${this.hostname}${directPath}`, directPath }
  }

  blobAt(directPath: string): Buffer | undefined {
    return this.#blobs.get(directPath)
  }

  /** As after WhatsApp's weeks: every file answers 404 from now on. */
  forgetAll(): void {
    for (const [directPath, blob] of this.#blobs) this.#forgotten.set(directPath, blob)
    this.#blobs.clear()
  }

  /** And the phones have deleted them. */
  loseAll(): void {
    this.#blobs.clear()
    this.#forgotten.clear()
  }

  /** The phone still has the file and uploads it to a new place. */
  uploadAgain(directPath: string): { url: string; directPath: string } | undefined {
    const blob = this.#blobs.get(directPath) ?? this.#forgotten.get(directPath)
    return blob && this.store(blob)
  }

  /** The next transfer stops half-way, as when the network is gone. Resolves when it has; those after it are whole. */
  stopNextHalfWay(): Promise<Transfer> {
    return new Promise((resolve) => {
      this.#stopNext = resolve
    })
  }

  async close(): Promise<void> {
    const closed = new Promise((resolve) => this.#server.close(resolve))
    this.#server.closeAllConnections()
    await closed
  }

  async #upload(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const stopped = this.#takeStop()
    if (stopped) {
      request.once('data', () => {
        request.pause()
        stopped('upload')
      })
      return
    }
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk)
    const blob = Buffer.concat(chunks)
    const accepted = isNamedAfter(request.url ?? '', blob)
    const place = accepted ? this.store(blob) : undefined
    const answer = place
      ? { url: place.url, direct_path: place.directPath }
      : { error: 'the token is not the hash of the blob' }
    response.writeHead(accepted ? 200 : 400, { 'content-type': 'application/json' }).end(JSON.stringify(answer))
  }

  #download(request: IncomingMessage, response: ServerResponse): void {
    const blob = this.#blobs.get(new URL(request.url ?? '/', 'https://x').pathname)
    const length = blob ? { 'content-length': blob.length } : {}
    response.writeHead(blob ? 200 : 404, { 'content-type': 'application/octet-stream', ...length })
    const stopped = blob && this.#takeStop()
    if (stopped) response.write(blob.subarray(0, blob.length / 2), () => stopped('download'))
    else response.end(blob)
  }

  #takeStop(): ((which: Transfer) => void) | undefined {
    const stopped = this.#stopNext
    this.#stopNext = undefined
    return stopped
  }
}

/** An upload's path ends in the URL-safe base64 of the blob's SHA-256; WhatsApp refuses another one. */
function isNamedAfter(path: string, blob: Buffer): boolean {
  const token = decodeURIComponent(new URL(path, 'https://x').pathname.split('/').at(-1) ?? '')
  return token.replace(/=+$/, '') === createHash('sha256').update(blob).digest('base64url')
}

function portOf(address: string | AddressInfo | null): number {
  if (address && typeof address === 'object') return address.port
  throw new Error('the media host does not listen')
}
