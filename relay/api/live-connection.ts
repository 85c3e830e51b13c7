import * as v from 'valibot'
import { type ExtensionFrame, extensionFrameSchema } from '../../shared/commands.ts'
import { type Employee, has } from '../../shared/employee.ts'
import type { RelayFrame, WelcomeFrame } from '../../shared/events.ts'
import type { Instant } from '../../shared/ids.ts'
import { protocolVersion } from '../../shared/protocol-version.ts'
import type { RefusalCode } from '../../shared/refusal.ts'
import type { SignInDesk } from '../access/sign-in.ts'
import type { Clock } from '../clock.ts'
import { isReachable, type Live, type LiveReader } from '../inbox/live.ts'
import { journalHead } from '../store/journal.ts'
import type { Store } from '../store/open.ts'

const helloWithinMs = 10_000
const silentAfterMs = 90_000
/** A reader who takes nothing is cut before his unread frames fill the memory; he resumes from his cursor. Bytes. */
const mostUnread = 8 * 1024 * 1024

/** The wire under a connection. */
export interface Wire {
  send(text: string): void
  close(code: number): void
  /** Bytes that the other side has not taken yet. */
  unread(): number
}

export interface LiveConnectionDeps {
  store: Store
  clock: Clock
  desk: SignInDesk
  live: Live
  /** What the welcome says beside the cursor; for administrators also frames with codes to scan. */
  present(employee: Employee): Pick<WelcomeFrame, 'channels' | 'onec'> & { pairing: RelayFrame[] }
}

/** One live connection: hello, welcome, events (shared/PROTOCOL.md 1). */
export interface LiveConnection {
  take(text: string): Promise<void>
  /** Looks whether the employee still has his rights. */
  checkRights(): Promise<void>
  /** Closes it when the other side has been silent for too long. */
  checkSilence(): void
  closed(): void
}

export function createLiveConnection(wire: Wire, deps: LiveConnectionDeps): LiveConnection {
  const { store, clock, desk, live } = deps
  const openedAt = clock.now()
  let heardAt: Instant = openedAt
  let token: string | undefined
  let reader: LiveReader | undefined
  let gone = false

  const send = (frame: RelayFrame): void => wire.send(JSON.stringify(frame))

  const refuse = (code: RefusalCode, message: string): void => {
    if (gone) return
    send({ type: 'refused', code, message, ...(code === 'protocolMismatch' ? { supported: [protocolVersion] } : {}) })
    leave()
    wire.close(closeCodes[code] ?? 4000)
  }

  const leave = (): void => {
    gone = true
    if (reader) live.leave(reader)
  }

  const hello = async (frame: Extract<ExtensionFrame, { type: 'hello' }>): Promise<void> => {
    if (frame.protocol !== protocolVersion)
      return refuse('protocolMismatch', `This relay speaks protocol ${protocolVersion}.`)
    const employee = await desk.employeeOf(frame.token)
    if (!employee) return refuse('unauthorized', 'The token is unknown or was taken away.')
    if (!has(employee, 'read')) return refuse('forbidden', 'The right to read is missing.')
    if (token !== undefined) return refuse('badRequest', 'This connection has said hello already.')
    token = frame.token
    await welcome(employee, frame.cursor)
  }

  const welcome = async (employee: Employee, cursor: number | undefined): Promise<void> => {
    const snapshotNeeded = !(await isReachable(store, cursor))
    const head = await journalHead(store.read)
    if (gone) return
    reader = { employee, cursor: cursor ?? 0, send: sendGuarded }
    live.greet(reader)
    const { channels, onec, pairing } = deps.present(employee)
    send({ type: 'welcome', protocol: protocolVersion, cursor: head, snapshotNeeded, employee, channels, onec })
    for (const frame of pairing) send(frame)
    if (!snapshotNeeded) await live.join(reader, () => gone)
  }

  const sendGuarded = (text: string): void => {
    if (wire.unread() > mostUnread) {
      leave()
      wire.close(4000)
    } else wire.send(text)
  }

  return {
    take: async (text) => {
      heardAt = clock.now()
      const frame = readFrame(text)
      if (gone) return
      if (!frame) return refuse('badRequest', 'The frame could not be understood.')
      if (frame.type === 'hello') return await hello(frame)
      if (token === undefined) return refuse('unauthorized', 'Say hello first.')
      send({ type: 'pong' })
    },
    checkRights: async () => {
      if (token === undefined || gone) return
      const employee = await desk.employeeOf(token)
      if (!employee) return refuse('unauthorized', 'The access was taken away.')
      if (!has(employee, 'read')) return refuse('forbidden', 'The right to read was taken away.')
      if (!reader || JSON.stringify(reader.employee) === JSON.stringify(employee)) return
      reader.employee = employee
      send({ type: 'employee', employee })
    },
    checkSilence: () => {
      const limit = token === undefined ? openedAt + helloWithinMs : heardAt + silentAfterMs
      if (clock.now() > limit) refuse('badRequest', 'Nothing was heard for too long.')
    },
    closed: leave,
  }
}

const closeCodes: Partial<Record<RefusalCode, number>> = { unauthorized: 4001, forbidden: 4001, protocolMismatch: 4002 }

function readFrame(text: string): ExtensionFrame | undefined {
  try {
    const parsed = v.safeParse(extensionFrameSchema, JSON.parse(text))
    return parsed.success ? parsed.output : undefined
  } catch {
    return undefined
  }
}
