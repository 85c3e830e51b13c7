import type { ExtensionFrame } from '../../shared/commands.ts'
import type { Cursor } from '../../shared/ids.ts'
import { protocolVersion } from '../../shared/protocol-version.ts'
import { changeHere, readHere, withLink } from '../database/here.ts'
import { createInTurn } from '../database/in-turn.ts'
import type { HereRow, LinkState, WhyNoRight } from '../database/rows.ts'
import { wipe } from '../database/wipe.ts'
import type { AfterRefusal } from './after-refusal.ts'
import type { Cancel } from './clock.ts'
import { Line, type OpenSocket } from './line.ts'
import { linkAfterLoss, linkWhileOpening } from './link-state.ts'
import { type ReadFrame, readFrame } from './read-frame.ts'
import { reconnectAfter } from './reconnect-after.ts'
import type { Settings } from './settings.ts'
import { type FrameParts, type Then, takeFrame } from './take-frame.ts'
import { WaitingFrames } from './waiting-frames.ts'

export interface LinkParts extends FrameParts {
  /** Before anything is read; rejects when the store stays shut. */
  openStore: () => Promise<void>
  /** Whether what was told could not be kept. */
  storeFails: (reason: unknown) => Promise<void>
  /** Of this extension. */
  version: string
  random: () => number
  openSocket: OpenSocket
  readSettings: () => Promise<Settings>
  forgetToken: () => Promise<void>
  /** Everything that the relay knows is here; replies may leave. */
  live: () => void
  wiped: () => void
}

/** After so many openings without a lasting line even a snapshot does not excuse hurrying. */
const hurriedOpenings = 3

/** The live connection (PROTOCOL.md, section 1). What it must not forget lies in the store; its own fields may die with the worker. */
export class RelayLink {
  readonly #parts: LinkParts
  /** Openings, frames and wipes go one after another: that is why there are never two sockets, and never a late frame. */
  readonly #inTurn = createInTurn()
  #line: Line | undefined
  /** How often a line was opened since one has lasted until its first pong. */
  #openings = 0
  #cancelRetry: Cancel = () => {}
  /** The relay's newest number at the welcome: before it is reached, what stands here is not current. */
  #liveFrom: Cursor = 0

  constructor(parts: LinkParts) {
    this.#parts = parts
  }

  /** Boot, alarm and a page may all call at once: whoever comes later finds the line of the first. */
  connect(): Promise<void> {
    return this.#inTurn(() => this.#open()).catch(this.#parts.storeFails)
  }

  /** For the alarm. */
  check(): Promise<void> {
    if (this.#line?.isSilent()) this.#line.end()
    return this.connect()
  }

  /** A person asks for it, or is somebody else from now on: without the waiting that failed tries have earned. */
  connectAfresh(): Promise<void> {
    return this.#inTurn(async () => {
      this.#drop()
      this.#openings = 0
      await this.#setLink(({ link }) => (link === 'noRight' ? link : 'connecting'))
      await this.#open()
    })
  }

  /** Without an open line it is not said at all. */
  tell(frame: Exclude<ExtensionFrame, { type: 'hello' }>): void {
    this.#line?.send(frame)
  }

  /** Cuts the line at once and wipes what was received over it. */
  leave(link: LinkState): Promise<void> {
    this.#drop()
    return this.#inTurn(() => this.#wipe(link))
  }

  /** The token is dead. */
  accessGone(why?: WhyNoRight): Promise<void> {
    this.#drop()
    return this.#inTurn(() => this.#forgetAccess(why))
  }

  async #open(): Promise<void> {
    await this.#parts.openStore()
    if (this.#line && (await this.#isEmptied())) this.#drop()
    if (this.#line) return
    this.#cancelRetry()
    const { address, token } = await this.#parts.readSettings()
    if (address === undefined) return this.#stayWithout('notSetUp')
    if (token === undefined) return this.#stayWithout('signedOut')
    const { cursor } = this.#knownUpTo(await this.#setLink(({ link }) => linkWhileOpening(link)))
    const hello = { type: 'hello' as const, protocol: protocolVersion, token }
    this.#openings += 1
    const frames = new WaitingFrames()
    const line: Line = new Line(this.#parts.openSocket, address, this.#parts.clock, {
      opened: () => line.send(cursor === undefined ? hello : { ...hello, cursor }),
      heard: (text) => this.#heard(line, frames.add(readFrame(text))),
      ended: () => this.#ended(line),
    })
    this.#line = line
  }

  /** The browser has thrown everything away under our hands. Nothing is wiped: a reply may have been typed since. */
  async #isEmptied(): Promise<boolean> {
    return (await this.#parts.database.here.get('here')) === undefined
  }

  /** An earlier version of us has passed over what it did not understand: all of it is asked for again. */
  #knownUpTo({ cursor, puzzled }: HereRow): { cursor?: Cursor | undefined } {
    return puzzled === undefined || puzzled === this.#parts.version ? { cursor } : {}
  }

  /** Without a token nothing may lie here: the worker may have died between forgetting the one and wiping the other. */
  async #stayWithout(link: 'notSetUp' | 'signedOut'): Promise<void> {
    const here = await readHere(this.#parts.database)
    const next = here.link === 'noRight' ? 'noRight' : link
    if (here.employee !== undefined) await this.#wipe(next)
    else await this.#setLink(() => next)
  }

  /** A frame that could not be applied must not be passed over: the next hello asks for it again. */
  #heard(line: Line, frames: WaitingFrames): void {
    this.#inTurn(() => this.#take(line, frames.next())).catch(async (reason: unknown) => {
      console.error('live connection: a frame could not be applied', reason)
      await this.#parts.storeFails(reason)
      line.end()
    })
  }

  async #take(line: Line, read: ReadFrame | undefined): Promise<void> {
    if (line !== this.#line || read === undefined) return
    if (read.ok) {
      if (await this.#isEmptied()) return this.#open()
      const then = await takeFrame(this.#parts, read.frame)
      if (read.passedOver > 0) await this.#notePuzzle()
      return this.#go(line, then)
    }
    console.warn(`live connection: a frame was not understood: ${read.why}`)
    if (read.mayHoldEvents) line.end()
  }

  async #go(line: Line, then: Then): Promise<void> {
    switch (then.do) {
      case 'goOn':
        return
      case 'catchUp':
        this.#liveFrom = then.until
        return this.#lookWhetherLive()
      case 'lookWhetherLive':
        return this.#lookWhetherLive()
      case 'trust':
        this.#openings = 0
        return this.#setLive()
      case 'helloAgain':
        if (this.#openings > hurriedOpenings) return line.end()
        this.#drop()
        return this.#open()
      case 'startOver':
        await this.#wipe('connecting')
        return this.#open()
      case 'leave':
        return this.#refused(line, then.because)
      default:
        return then satisfies never
    }
  }

  async #notePuzzle(): Promise<void> {
    const { database, version } = this.#parts
    await changeHere(database, (here) => ({ ...here, puzzled: version }))
  }

  async #refused(line: Line, what: AfterRefusal): Promise<void> {
    switch (what) {
      case 'accessGone':
        return this.#forgetAccess()
      case 'onecDecides':
        return this.#forgetAccess('onecDecides')
      case 'noRight':
        return this.#wipe('noRight')
      case 'relayTooOld':
      case 'extensionTooOld':
        // No hurry: the alarm asks again, and finds the side that was too old updated some day.
        this.#drop()
        await this.#setLink(() => what)
        return
      case 'later':
        return line.end()
      default:
        return what satisfies never
    }
  }

  async #forgetAccess(why?: WhyNoRight): Promise<void> {
    this.#drop()
    await this.#parts.forgetToken()
    await this.#wipe('noRight', why)
  }

  async #wipe(link: LinkState, why?: WhyNoRight): Promise<void> {
    this.#drop()
    await wipe(this.#parts.database, link, this.#parts.clock.now(), why)
    this.#parts.wiped()
  }

  async #lookWhetherLive(): Promise<void> {
    const { cursor = 0 } = await readHere(this.#parts.database)
    if (cursor >= this.#liveFrom) await this.#setLive()
  }

  async #setLive(): Promise<void> {
    const { link } = await readHere(this.#parts.database)
    if (link === 'live') return
    await this.#setLink(() => 'live')
    this.#parts.live()
  }

  #setLink(next: (here: HereRow) => LinkState): Promise<HereRow> {
    const { database, clock } = this.#parts
    return changeHere(database, (here) => withLink(here, next(here), clock.now()))
  }

  /** Ours: nobody is to open it again. */
  #drop(): void {
    const line = this.#line
    this.#line = undefined
    this.#cancelRetry()
    line?.end()
  }

  /** Theirs, or dead: try again, later and later. */
  #ended(line: Line): void {
    if (line !== this.#line) return
    this.#line = undefined
    const { clock, random } = this.#parts
    this.#cancelRetry = clock.after(
      reconnectAfter(Math.max(0, this.#openings - 1), random()),
      () => void this.connect(),
    )
    void this.#inTurn(() => this.#setLink(({ link }) => linkAfterLoss(link)))
  }
}
