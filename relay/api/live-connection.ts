import * as v from 'valibot'
import { type ExtensionFrame, extensionFrameSchema } from '../../shared/commands.ts'
import { type Employee, has } from '../../shared/employee.ts'
import type { RelayFrame, WelcomeFrame } from '../../shared/events.ts'
import type { Cursor, Instant } from '../../shared/ids.ts'
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
  /** What the welcome says beside the cursor; for administrators also frames with codes and alerts. */
  present(employee: Employee): Pick<WelcomeFrame, 'channels' | 'onec'> & { forAdministrators: RelayFrame[] }
}

/** One live connection: hello, welcome, events (shared/PROTOCOL.md 1). */
export class LiveConnection {
  readonly #openedAt: Instant
  #heardAt: Instant
  #token: string | undefined
  #reader: LiveReader | undefined
  #gone = false

  constructor(
    private readonly wire: Wire,
    private readonly deps: LiveConnectionDeps,
  ) {
    this.#openedAt = deps.clock.now()
    this.#heardAt = this.#openedAt
  }

  /** Takes a frame of the extension's. */
  async take(text: string): Promise<void> {
    this.#heardAt = this.deps.clock.now()
    if (this.#gone) return
    const frame = readFrame(text)
    if (!frame) return this.#refuse('badRequest', 'The frame could not be understood.')
    if (frame.type === 'hello') return await this.#hello(frame)
    if (this.#token === undefined) return this.#refuse('unauthorized', 'Say hello first.')
    this.#sendGuarded(JSON.stringify({ type: 'pong' } satisfies RelayFrame))
  }

  /** Looks whether the employee still has his rights. */
  async checkRights(): Promise<void> {
    if (this.#token === undefined || this.#gone) return
    const employee = await this.deps.desk.employeeOf(this.#token)
    if (!employee) return this.#refuse(await this.deps.desk.whyNot(this.#token), 'The access was taken away.')
    if (!has(employee, 'read')) return this.#refuse('forbidden', 'The right to read was taken away.')
    if (!this.#reader || JSON.stringify(this.#reader.employee) === JSON.stringify(employee)) return
    this.#reader.employee = employee
    this.#send({ type: 'employee', employee })
  }

  /** Closes it when the other side has been silent for too long. */
  checkSilence(): void {
    const limit = this.#token === undefined ? this.#openedAt + helloWithinMs : this.#heardAt + silentAfterMs
    if (this.deps.clock.now() > limit) this.#refuse('badRequest', 'Nothing was heard for too long.')
  }

  /** The relay has failed with it: nobody can say what this reader has, so he comes again from his cursor. */
  fail(): void {
    this.#refuse('internal', 'The relay has failed; its log says why. Connect again.')
  }

  closed(): void {
    this.#gone = true
    if (this.#reader) this.deps.live.leave(this.#reader)
  }

  async #hello(frame: Extract<ExtensionFrame, { type: 'hello' }>): Promise<void> {
    if (this.#token !== undefined) return this.#refuse('badRequest', 'This connection has said hello already.')
    if (frame.protocol !== protocolVersion) {
      return this.#refuse('protocolMismatch', `This relay speaks protocol ${protocolVersion}.`)
    }
    const employee = await this.deps.desk.employeeOf(frame.token)
    if (!employee) {
      return this.#refuse(await this.deps.desk.whyNot(frame.token), 'The token is unknown or was taken away.')
    }
    if (!has(employee, 'read')) return this.#refuse('forbidden', 'The right to read is missing.')
    this.#token = frame.token
    await this.#welcome(employee, frame.cursor)
  }

  async #welcome(employee: Employee, cursor: Cursor | undefined): Promise<void> {
    const { store, live, present } = this.deps
    const snapshotNeeded = !(await isReachable(store, cursor))
    const head = await journalHead(store.read)
    if (this.#gone) return
    const reader = { employee, cursor: cursor ?? 0, send: (text: string) => this.#sendGuarded(text) }
    this.#reader = reader
    live.greet(reader)
    const { channels, onec, forAdministrators } = present(employee)
    this.#send({ type: 'welcome', protocol: protocolVersion, cursor: head, snapshotNeeded, employee, channels, onec })
    for (const frame of forAdministrators) this.#send(frame)
    if (!snapshotNeeded) await live.join(reader, () => this.#gone)
    // His rights may have been taken away while he was being welcomed.
    await this.checkRights()
  }

  #send(frame: RelayFrame): void {
    this.wire.send(JSON.stringify(frame))
  }

  #sendGuarded(text: string): void {
    if (this.wire.unread() <= mostUnread) {
      this.wire.send(text)
    } else {
      this.closed()
      this.wire.close(4000)
    }
  }

  #refuse(code: RefusalCode, message: string): void {
    if (this.#gone) return
    this.#send({
      type: 'refused',
      code,
      message,
      ...(code === 'protocolMismatch' ? { supported: [protocolVersion] } : {}),
    })
    this.closed()
    this.wire.close(closeCodes[code] ?? 4000)
  }
}

const closeCodes: Partial<Record<RefusalCode, number>> = {
  unauthorized: 4001,
  forbidden: 4001,
  employeesComeFrom1c: 4001,
  protocolMismatch: 4002,
}

function readFrame(text: string): ExtensionFrame | undefined {
  try {
    const parsed = v.safeParse(extensionFrameSchema, JSON.parse(text))
    return parsed.success ? parsed.output : undefined
  } catch {
    return undefined
  }
}
