import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { WebSocket } from 'ws'
import { hashOf, newToken } from '../../relay/access/secrets.ts'
import { tellOfConversation } from '../../relay/inbox/tell.ts'
import { addChannel } from '../../relay/store/channels.ts'
import { insertContact } from '../../relay/store/contacts.ts'
import { conversationWith } from '../../relay/store/conversations.ts'
import { insertEmployee } from '../../relay/store/employees.ts'
import { journalHead } from '../../relay/store/journal.ts'
import { openStore } from '../../relay/store/open.ts'
import { insertToken } from '../../relay/store/tokens.ts'
import type { Employee } from '../../shared/employee.ts'
import {
  channelIdSchema,
  contactIdSchema,
  conversationIdSchema,
  createNewId,
  employeeIdSchema,
  messageIdSchema,
} from '../../shared/ids.ts'
import { protocolVersion } from '../../shared/protocol-version.ts'
import { extensionOrigin } from '../world/extension-peer.ts'
import { RelayProcess } from '../world/relay-process.ts'
import { startWhatsApp } from '../world/whatsapp/whatsapp.ts'
import { median, round } from './figures.ts'

export interface FanOut {
  employees: number
  /** From an employee's click until the last of all has what concerns him, median of the rounds. */
  lastMs: number
  /** Of the relay, for one live connection. */
  bytesPerConnection: number
}

const employees = 2_000
/** One of so many sees everybody's. */
const supervisorEvery = 100
const rounds = 10
const atOnce = 50
/** It never runs on by itself. */
const longestMs = 180_000

/** A conversation is taken and put back: each time everybody who is live is told, some of the conversation and some that it is gone. SQLite; Linux only. */
export async function benchFanOut(say: (line: string) => void): Promise<FanOut> {
  const whatsapp = await startWhatsApp()
  const relay = await RelayProcess.start({ whatsapp })
  const tooLong = setTimeout(() => void relay.kill(), longestMs)
  const peers: Employed[] = []
  try {
    await relay.kill()
    const { tokens, conversation, cursor } = await fill(join(relay.folder, 'data', 'relay.sqlite'))
    await relay.start()
    const [first = '', ...others] = tokens
    peers.push(await Employed.welcomed(relay, first, cursor))
    const before = residentBytes(relay.pid)
    for (let start = 0; start < others.length; start += atOnce)
      peers.push(
        ...(await Promise.all(
          others.slice(start, start + atOnce).map((token) => Employed.welcomed(relay, token, cursor)),
        )),
      )
    const bytesPerConnection = Math.round((residentBytes(relay.pid) - before) / others.length)
    say(`${peers.length} employees are live, ${bytesPerConnection} bytes of the relay each`)
    const times: number[] = []
    for (let round = 0; round < rounds; round += 1) {
      times.push(await untilAllKnow(peers, () => ask(relay, first, `/conversations/${conversation}/claim`)))
      const back = { id: newId(messageIdSchema), target: { to: 'queue' } }
      times.push(await untilAllKnow(peers, () => ask(relay, first, `/conversations/${conversation}/hand-over`, back)))
    }
    const lastMs = median(times)
    say(`the last one knows after ${lastMs} ms (median of ${times.length}; slowest ${round(Math.max(...times))})`)
    return { employees: peers.length, lastMs, bytesPerConnection }
  } finally {
    clearTimeout(tooLong)
    for (const peer of peers) peer.close()
    await relay.stop()
    await whatsapp.close()
  }
}

const newId = createNewId(Date.now)

/** Employees with their tokens, and one conversation that waits in the queue. */
async function fill(sqliteFile: string) {
  const store = await openStore({ sqliteFile })
  const now = Date.now()
  const tokens = Array.from({ length: employees }, () => newToken(randomBytes))
  const conversation = await store.write(async (tx) => {
    for (const [index, token] of tokens.entries()) {
      const supervises: Employee['rights'] = index % supervisorEvery === supervisorEvery - 1 ? ['supervise'] : []
      const id = newId(employeeIdSchema)
      await insertEmployee(
        tx,
        { id, name: `Сотрудник ${index}`, rights: ['read', 'reply', ...supervises], inQueue: true },
        now,
      )
      await insertToken(tx, { hash: hashOf(token), employeeId: id, createdAt: now })
    }
    const [channelId, contactId] = [newId(channelIdSchema), newId(contactIdSchema)]
    await addChannel(tx, { id: channelId, name: 'Номер', createdAt: now })
    await insertContact(tx, { id: contactId, phone: null, lid: '123456789012345', name: 'Анна', created_at: now })
    const row = await conversationWith(tx, channelId, contactId, () => newId(conversationIdSchema), now)
    await tellOfConversation(tx, row, now)
    return row.id
  })
  const cursor = await journalHead(store.read)
  await store.close()
  return { tokens, conversation, cursor }
}

/** Only looks whether it is told something: to read all that is told to two thousand costs more than to tell it. */
class Employed {
  #hear = () => {}

  private constructor(private readonly socket: WebSocket) {}

  static async welcomed({ address }: RelayProcess, token: string, cursor: number): Promise<Employed> {
    const socket = new WebSocket(`${address.replace('http', 'ws')}/api/v1/live`, { origin: extensionOrigin })
    const one = new Employed(socket)
    await once(socket, 'open')
    socket.send(JSON.stringify({ type: 'hello', protocol: protocolVersion, token, cursor }))
    await once(socket, 'message')
    socket.on('message', (data: Buffer) => {
      if (data.includes('{"type":"events","events":[{')) one.#hear()
    })
    return one
  }

  nextWord(): Promise<void> {
    return new Promise((resolve) => {
      this.#hear = resolve
    })
  }

  close(): void {
    this.socket.terminate()
  }
}

/** Milliseconds until every one of them has been told something of a conversation. */
async function untilAllKnow(peers: readonly Employed[], act: () => Promise<void>): Promise<number> {
  const all = Promise.all(peers.map((peer) => peer.nextWord()))
  const began = performance.now()
  await act()
  await all
  return round(performance.now() - began)
}

async function ask(relay: RelayProcess, token: string, path: string, body?: object): Promise<void> {
  const headers = { Origin: extensionOrigin, Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' }
  const more = body === undefined ? {} : { body: JSON.stringify(body) }
  const response = await fetch(`${relay.address}/api/v1${path}`, { method: 'POST', headers, ...more })
  if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`)
}

const residentBytes = (pid: number | undefined): number =>
  Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) * 1024
