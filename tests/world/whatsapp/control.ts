import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import * as v from 'valibot'
import { controlAnswers } from './control-answers.ts'
import { CALLS, type CallName } from './control-calls.ts'
import type { WhatsAppStandIn } from './whatsapp.ts'

export interface Control {
  /** http://127.0.0.1:port */
  readonly url: string
  close(): Promise<void>
}

/** Drives a stand-in from another process: POST /<call> with JSON, GET /events as a stream of JSON lines. */
export async function startControl(whatsapp: WhatsAppStandIn, port = 0): Promise<Control> {
  const answers = controlAnswers(whatsapp)
  const server = createServer((request, response) => {
    const path = (request.url ?? '/').slice(1)
    if (path === 'events') streamEvents(whatsapp, response)
    else if (isCall(path)) respond(response, request, (body) => call(path, body))
    else response.writeHead(404).end(JSON.stringify({ error: `no call ${path}; there are ${Object.keys(CALLS)}` }))
  })

  function call<N extends CallName>(name: N, body: unknown) {
    // TypeScript does not see that the schema and the answer of one name belong together.
    return answers[name](v.parse(CALLS[name], body) as Parameters<(typeof answers)[N]>[0])
  }

  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve))
  const address = server.address()
  if (!address || typeof address === 'string') throw new Error('the control does not listen')
  return {
    url: `http://127.0.0.1:${address.port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

function isCall(path: string): path is CallName {
  return Object.hasOwn(CALLS, path)
}

function respond(response: ServerResponse, request: IncomingMessage, work: (body: unknown) => unknown): void {
  const answer = async () => {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk)
    return work(JSON.parse(Buffer.concat(chunks).toString() || '{}'))
  }
  response.setHeader('content-type', 'application/json')
  answer().then(
    (value) => response.end(JSON.stringify(value ?? null)),
    (error: Error) => response.writeHead(400).end(JSON.stringify({ error: error.message })),
  )
}

function streamEvents(whatsapp: WhatsAppStandIn, response: ServerResponse): void {
  response.writeHead(200, { 'content-type': 'application/x-ndjson' })
  response.flushHeaders()
  const stop = whatsapp.events.subscribe((event) => response.write(`${JSON.stringify(event)}\n`))
  response.on('close', stop)
}
