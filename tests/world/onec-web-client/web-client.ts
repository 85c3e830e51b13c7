import { readFileSync } from 'node:fs'
import { createServer, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

const file = (name: string): Buffer => readFileSync(new URL(name, import.meta.url))

/**
 * A web server with two published bases, and a page that is none: `/trade` reacts to the hash of an open page, `/deaf` does not (guides/onec.md: whether the real one does is not
 * proven). It also sends the strictest policy that a page can have.
 */
export interface WebClient {
  /** Like http://localhost:4711; another host than the relay's, so that permissions are told apart. */
  origin: string
  close(): Promise<void>
}

export async function startWebClient(): Promise<WebClient> {
  const server = createServer((request, response) => {
    const path = new URL(request.url ?? '/', 'http://here').pathname
    const base = /^\/(trade|deaf)\/(?:ru_RU\/)?(client\.js)?$/.exec(path)
    response.setHeader('Content-Security-Policy', "default-src 'self'; style-src 'unsafe-inline'")
    if (base?.[2] !== undefined)
      return send(response, 'text/javascript', file(base[1] === 'trade' ? 'reacts.js' : 'deaf.js'))
    if (base !== null || path === '/') return send(response, 'text/html; charset=utf-8', file('page.html'))
    response.writeHead(404).end()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return { origin: `http://localhost:${portOf(server)}`, close: () => closed(server) }
}

function send(response: ServerResponse, type: string, body: Buffer): void {
  response.writeHead(200, { 'Content-Type': type }).end(body)
}

function portOf(server: Server): number {
  const address: AddressInfo | string | null = server.address()
  if (address === null || typeof address === 'string') throw new Error('The web client listens on no port.')
  return address.port
}

const closed = (server: Server): Promise<void> =>
  new Promise((resolve) => {
    server.close(() => resolve())
    server.closeAllConnections()
  })
