import type { ExtensionFrame } from '../../shared/commands.ts'
import { type Employee, has } from '../../shared/employee.ts'
import type { RelayFrame, WelcomeFrame } from '../../shared/events.ts'
import type { ConversationId, Cursor, Instant } from '../../shared/ids.ts'
import { protocolVersion } from '../../shared/protocol-version.ts'
import type { RefusalCode } from '../../shared/refusal.ts'
import type { SignInDesk } from '../access/sign-in.ts'
import type { Clock } from '../clock.ts'
import type { LiveReader } from '../inbox/fan-out.ts'
import { isReachable, type Live } from '../inbox/live.ts'
import type { TellWriting } from '../inbox/tell-writing.ts'
import { journalHead } from '../store/journal.ts'
import type { Store } from '../store/open.ts'
import { readFrame } from './extension-frame.ts'

const helloWithinMs = 10_000
const silentAfterMs = 90_000
const writingEveryMs = 1_000
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
  /** An employee is writing in a conversation. */
  tellWriting: TellWriting
  /** The largest file that is taken, in bytes. */
  fileLimit: number
  /** What the welcome says beside the cursor, and what is sent right after it: the office, to administrators also codes and alerts. */
  present(employee: Employee): Pick<WelcomeFrame, 'channels' | 'onec'> & { afterWelcome: RelayFrame[] }
}

/** One live connection: hello, welcome, events (shared/PROTOCOL.md 1). */
export class LiveConnection {
  readonly #openedAt: Instant
  #heardAt: Instant
  #token: string | undefined
  #reader: LiveReader | undefined
  #gone = false
  #wroteAt: Instant = 0

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
    if (frame.type === 'writing') return await this.#writing(frame.conversationId)
    this.#sendGuarded(JSON.stringify({ type: 'pong' } satisfies RelayFrame))
  }

  /** Looks whether the employee still has his rights. */
  async checkRights(): Promise<void> {
    if (this.#token === undefined || this.#gone) return
    const employee = await this.deps.desk.employeeOf(this.#token)
    if (!employee) return this.#refuse(await this.deps.desk.whyNot(this.#token), 'The access was taken away.')
    if (!has(employee, 'read')) return this.#refuse('forbidden', 'The right to read was taken away.')
    const reader = this.#reader
    if (!reader || JSON.stringify(reader.employee) === JSON.stringify(employee)) return
    const sight = has(reader.employee, 'supervise') !== has(employee, 'supervise')
    reader.employee = employee
    if (sight) this.deps.live.stop(reader)
    this.#send({ type: 'employee', employee })
    if (sight) this.#sendWelcome(employee, await journalHead(this.deps.store.read), true)
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
    const { store, live } = this.deps
    const snapshotNeeded = !(await isReachable(store, employee, cursor))
    const head = await journalHead(store.read)
    if (this.#gone) return
    const from = cursor ?? 0
    const reader = { employee, cursor: from, told: from, send: (text: string) => this.#sendGuarded(text) }
    this.#reader = reader
    live.greet(reader)
    this.#sendWelcome(employee, head, snapshotNeeded)
    if (!snapshotNeeded) await live.join(reader, head)
    // His rights may have been taken away while he was being welcomed.
    await this.checkRights()
  }

  #sendWelcome(employee: Employee, cursor: Cursor, snapshotNeeded: boolean): void {
    const { channels, onec, afterWelcome } = this.deps.present(employee)
    const largestFile = this.deps.fileLimit
    const welcome = {
      protocol: protocolVersion as typeof protocolVersion,
      cursor,
      snapshotNeeded,
      employee,
      channels,
      onec,
      largestFile,
    }
    this.#send({ type: 'welcome', ...welcome })
    for (const frame of afterWelcome) this.#send(frame)
  }

  /** Told on at most once a second. */
  async #writing(id: ConversationId): Promise<void> {
    const now = this.deps.clock.now()
    if (!this.#reader || now - this.#wroteAt < writingEveryMs) return
    this.#wroteAt = now
    await this.deps.tellWriting(this.#reader.employee, id)
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
