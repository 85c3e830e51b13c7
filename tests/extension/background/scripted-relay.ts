import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import * as v from 'valibot'
import { type WebSocket as Connection, WebSocketServer } from 'ws'
import { type ExtensionFrame, extensionFrameSchema } from '../../../shared/commands.ts'
import type { Employee } from '../../../shared/employee.ts'
import type { JournalEvent, RelayFrame, WelcomeFrame } from '../../../shared/events.ts'
import type { ConversationId } from '../../../shared/ids.ts'
import { anna, channel } from './cast.ts'

export interface Asked {
  /** `POST /replies` */
  request: string
  body: string
  authorization: string | undefined
}
type Answer = { status?: number; json?: unknown; text?: string; bytes?: Buffer; mime?: string } | 'cut'
type Rule = (asked: Asked) => Answer | Promise<Answer>

/** A relay that says what the test tells it to, on a real socket. */
export interface ScriptedRelay {
  address: string
  /** The cursors and tokens with which extensions have said hello, in order. */
  hellos: Extract<ExtensionFrame, { type: 'hello' }>[]
  pings: number
  /** Conversations in which somebody was told to be writing, each time he was. */
  writings: ConversationId[]
  /** How many connections are open now. */
  open(): number
  asked: Asked[]
  /** What to say to a hello; by default a welcome to Anna at cursor 0. */
  onHello: (hello: Extract<ExtensionFrame, { type: 'hello' }>) => RelayFrame[]
  answersPings: boolean
  /** What to answer to a request over HTTP; the newest rule counts. */
  answer(request: string, rule: Rule): void
  tell(...frames: RelayFrame[]): void
  tellText(text: string): void
  happens(cursor: number, ...events: JournalEvent[]): void
  /** Kills the connections as a broken network does. */
  cut(): void
  stop(): Promise<void>
}

export const welcome = (change: Partial<WelcomeFrame> = {}, employee: Employee = anna): WelcomeFrame => ({
  type: 'welcome',
  protocol: 1,
  cursor: 0,
  snapshotNeeded: false,
  employee,
  channels: [channel('online')],
  onec: { state: 'none', replyRoute: 'direct' },
  ...change,
})

export async function startScriptedRelay(): Promise<ScriptedRelay> {
  const rules = new Map<string, Rule>()
  const server = createServer((request, response) => void serve(relay, rules, request, response))
  const sockets = new WebSocketServer({ server, path: '/api/v1/live' })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const connections = () => [...sockets.clients].filter((connection) => connection.readyState === connection.OPEN)
  const tellText = (text: string) => {
    for (const connection of connections()) connection.send(text)
  }
  const relay: ScriptedRelay = {
    address: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    hellos: [],
    pings: 0,
    writings: [],
    open: () => connections().length,
    asked: [],
    onHello: () => [welcome()],
    answersPings: true,
    answer: (request, rule) => void rules.set(request, rule),
    tell: (...frames) => {
      for (const frame of frames) tellText(JSON.stringify(frame))
    },
    tellText,
    happens: (cursor, ...events) => tellText(JSON.stringify({ type: 'events', events, cursor })),
    cut: () => {
      for (const connection of sockets.clients) connection.terminate()
    },
    stop: async () => {
      relay.cut()
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
  sockets.on('connection', (connection) => connection.on('message', (data) => hear(relay, connection, String(data))))
  return relay
}

function hear(relay: ScriptedRelay, connection: Connection, text: string): void {
  const frame = v.parse(extensionFrameSchema, JSON.parse(text))
  if (frame.type === 'hello') {
    relay.hellos.push(frame)
    for (const answer of relay.onHello(frame)) connection.send(JSON.stringify(answer))
    return
  }
  if (frame.type === 'writing') return void relay.writings.push(frame.conversationId)
  relay.pings += 1
  if (relay.answersPings) connection.send('{"type":"pong"}')
}

const cors = {
  'access-control-allow-origin': '*',
  'access-control-allow-headers': 'authorization, content-type',
  'access-control-allow-methods': 'GET, POST, PUT, PATCH, DELETE',
}

async function serve(
  relay: ScriptedRelay,
  rules: Map<string, Rule>,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk)
  // A real browser asks first whether an extension may ask.
  if (request.method === 'OPTIONS') return void response.writeHead(204, cors).end()
  const path = String(request.url).replace('/api/v1', '')
  const asked: Asked = {
    request: `${request.method} ${path}`,
    body: Buffer.concat(chunks).toString(),
    authorization: request.headers.authorization,
  }
  relay.asked.push(asked)
  const answer = (await rules.get(asked.request)?.(asked)) ?? { status: 404, json: refused('notFound') }
  if (answer === 'cut') return void request.socket.destroy()
  const type = answer.mime ?? (answer.text ? 'text/html' : 'application/json')
  response.writeHead(answer.status ?? 200, { ...cors, 'content-type': type })
  response.end(answer.bytes ?? answer.text ?? (answer.json === undefined ? '' : JSON.stringify(answer.json)))
}

export const refused = (code: string) => ({ error: { code, message: `scripted: ${code}` } })
