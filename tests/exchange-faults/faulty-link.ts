import { createServer, request as httpRequest, type IncomingMessage, type ServerResponse } from 'node:http'
import { portOf } from '../world/onec/port-of.ts'

/**
 * What may happen to one request on its way. `lostBefore`: it never arrives; `lostAnswer`: it is done, the answer is lost; `repeated`: it arrives twice;
 * `late`: its sender gives up, and it arrives only after the next one; `halfRequest`, `halfAnswer`: cut off in the middle.
 */
export const faults = ['lostBefore', 'lostAnswer', 'repeated', 'late', 'halfRequest', 'halfAnswer'] as const
export type Fault = (typeof faults)[number]

export interface FaultyLink {
  url: string
  /** How often each happened. */
  happened: Record<Fault | 'well', number>
  /** From here on nothing happens to anything. */
  heal(): void
  close(): Promise<void>
}

interface Call {
  method: string
  path: string
  headers: Record<string, string>
  body: Buffer
}

/** An HTTP link to `target` on which `share` of all requests meet with a fault. */
export async function openFaultyLink(target: string, random: () => number, share: number): Promise<FaultyLink> {
  const happened = { well: 0, lostBefore: 0, lostAnswer: 0, repeated: 0, late: 0, halfRequest: 0, halfAnswer: 0 }
  let healthy = false
  let held: Call | undefined
  let bag: Fault[] = []
  /** Each fault once before any comes again: a short run too has met them all. */
  const nextFate = (): Fault | 'well' => {
    if (healthy || random() >= share) return 'well'
    if (bag.length === 0) bag = [...faults]
    return bag.splice(Math.floor(random() * bag.length), 1)[0] ?? 'well'
  }

  const server = createServer(async (incoming, response) => {
    const call = await readCall(incoming)
    const fate = nextFate()
    happened[fate] += 1
    const late = held
    held = undefined
    await meet(fate, call, response, target, (kept) => {
      held = kept
    })
    if (late) await forward(target, late)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${portOf(server.address())}`,
    happened,
    heal: () => {
      healthy = true
    },
    close: async () => {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

async function meet(
  fate: Fault | 'well',
  call: Call,
  response: ServerResponse,
  target: string,
  keep: (call: Call) => void,
): Promise<void> {
  switch (fate) {
    case 'lostBefore':
      response.destroy()
      return
    case 'late':
      keep(call)
      response.destroy()
      return
    case 'halfRequest':
      await forward(target, { ...call, body: call.body.subarray(0, Math.floor(call.body.length / 2)) })
      response.destroy()
      return
    case 'lostAnswer':
      await forward(target, call)
      response.destroy()
      return
    case 'repeated':
      await Promise.all([forward(target, call), forward(target, call).then((answer) => give(response, answer))])
      return
    case 'halfAnswer':
      await give(response, await forward(target, call), 0.5)
      return
    case 'well':
      await give(response, await forward(target, call))
      return
    default:
      fate satisfies never
  }
}

interface Answer {
  status: number
  body: Buffer
}

/** @returns undefined when there was no answer. */
function forward(target: string, { method, path, headers, body }: Call): Promise<Answer | undefined> {
  return new Promise((resolve) => {
    const request = httpRequest(`${target}${path}`, { method, headers: { ...headers, 'content-length': body.length } })
    request.on('error', () => resolve(undefined))
    request.on('response', async (response) => {
      const chunks: Buffer[] = []
      try {
        for await (const chunk of response) chunks.push(Buffer.from(chunk))
        resolve({ status: response.statusCode ?? 0, body: Buffer.concat(chunks) })
      } catch {
        resolve(undefined)
      }
    })
    request.end(body)
  })
}

/** @param part how much of the body arrives before the connection is gone. */
async function give(response: ServerResponse, answer: Answer | undefined, part = 1): Promise<void> {
  if (answer === undefined || response.destroyed) return void response.destroy()
  const { status, body } = answer
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8', 'content-length': body.length })
  if (part === 1) return void response.end(body)
  await new Promise((resolve) => response.write(body.subarray(0, Math.floor(body.length * part)), resolve))
  response.destroy()
}

const carried = ['authorization', 'content-type', 'x-relay-signature']

async function readCall(incoming: IncomingMessage): Promise<Call> {
  const chunks: Buffer[] = []
  for await (const chunk of incoming) chunks.push(Buffer.from(chunk))
  const headers = carried.flatMap((name) => {
    const value = incoming.headers[name]
    return typeof value === 'string' ? [[name, value] as const] : []
  })
  return {
    method: incoming.method ?? 'GET',
    path: incoming.url ?? '/',
    headers: Object.fromEntries(headers),
    body: Buffer.concat(chunks),
  }
}
