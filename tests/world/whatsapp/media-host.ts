import { createHash, randomUUID } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { createServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import type { Certificate } from './certificate.ts'

/** Where encrypted files lie. Keeps blobs only; the keys travel in the messages. */
export interface MediaHost {
  /** host:port, the answer to media_conn. */
  readonly hostname: string
  store(blob: Buffer): { url: string; directPath: string }
  blobAt(directPath: string): Buffer | undefined
  /** As after WhatsApp's weeks: every file answers 404 from now on. */
  forgetAll(): void
  /** The phone still has the file and uploads it to a new place. */
  uploadAgain(directPath: string): { url: string; directPath: string } | undefined
  close(): Promise<void>
}

export async function startMediaHost({ certificate, privateKey }: Certificate): Promise<MediaHost> {
  const blobs = new Map<string, Buffer>()
  const forgotten = new Map<string, Buffer>()
  const server = createServer({ cert: certificate, key: privateKey }, (request, response) => {
    const work = request.method === 'POST' ? upload(request, response) : Promise.resolve(download(request, response))
    work.catch((error: Error) => response.writeHead(500).end(error.message))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const hostname = `127.0.0.1:${portOf(server.address())}`

  function store(blob: Buffer) {
    const directPath = `/v/${randomUUID()}`
    blobs.set(directPath, blob)
    return { url: `https://${hostname}${directPath}`, directPath }
  }

  async function upload(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk)
    const blob = Buffer.concat(chunks)
    if (!isNamedAfter(request.url ?? '', blob)) return void response.writeHead(400).end('{"error":"wrong token"}')
    const { url, directPath } = store(blob)
    response.writeHead(200, { 'content-type': 'application/json' })
    response.end(JSON.stringify({ url, direct_path: directPath }))
  }

  function download(request: IncomingMessage, response: ServerResponse): void {
    const blob = blobs.get(new URL(request.url ?? '/', 'https://x').pathname)
    response.writeHead(blob ? 200 : 404, { 'content-type': 'application/octet-stream' }).end(blob)
  }

  return {
    hostname,
    store,
    blobAt: (directPath) => blobs.get(directPath),
    forgetAll() {
      for (const [directPath, blob] of blobs) forgotten.set(directPath, blob)
      blobs.clear()
    },
    uploadAgain(directPath) {
      const blob = blobs.get(directPath) ?? forgotten.get(directPath)
      return blob && store(blob)
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
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
