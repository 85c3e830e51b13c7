import { effect, signal } from '@preact/signals'
import {
  type ConversationId,
  fileIdSchema,
  type Instant,
  type MessageId,
  messageIdSchema,
  type NewId,
} from '../../shared/ids.ts'
import type { InboxService } from '../background/inbox-service.ts'
import type { InboxDatabase, OutboxRow } from '../database/database.ts'
import { liveSignal } from '../inbox/live-signal.ts'
import type { Listener, Microphone, Session } from './microphone.ts'
import { recordingName } from './recording-file.ts'
import { createRecordingKeeper, partsOf, type Recorded, type RecordingKeeper, shapeOf } from './recording-keeper.ts'
import type { RecordingPlace } from './recording-place.ts'
import type { VoiceState, VoiceStep, VoiceTrouble } from './voice-state.ts'

export interface VoiceInputs {
  database: InboxDatabase
  inbox: Pick<InboxService, 'outboxGrew'>
  conversationId: ConversationId
  microphone: Microphone
  place: RecordingPlace
  /** Opens the page that can ask for the microphone. */
  askInTab: () => void
  now: () => Instant
  newId: NewId
}

export const createVoiceState = (inputs: VoiceInputs): VoiceState => new VoiceTaking(inputs)

/** One recording in one conversation, from the press on the microphone to the outbox. */
class VoiceTaking implements VoiceState {
  readonly step = signal<VoiceStep>('none')
  readonly trouble = signal<VoiceTrouble | undefined>(undefined)
  readonly seconds = signal(0)
  readonly levels = signal<readonly number[]>([])
  readonly bytes = signal<Blob | undefined>(undefined)
  readonly restored: Promise<void>
  readonly #inputs: VoiceInputs
  readonly #keeper: RecordingKeeper
  readonly #stopFollowing: () => void
  #session: Session | undefined
  /** Gives the place back, as long as it is ours. */
  #letGo: (() => void) | undefined
  /** So many levels are kept with the parts before. */
  #kept = 0
  #left = false

  constructor(inputs: VoiceInputs) {
    this.#inputs = inputs
    this.#keeper = createRecordingKeeper(inputs.database, inputs.conversationId)
    this.restored = this.#look()
    const parts = liveSignal(() => () => partsOf(inputs.database, inputs.conversationId).primaryKeys())
    const stopLooking = effect(() => {
      if (parts.value.value !== undefined) this.#look().catch(reportError)
    })
    this.#stopFollowing = () => {
      stopLooking()
      parts.stop()
    }
  }

  async start(): Promise<void> {
    if (this.step.value !== 'none') return
    const { microphone, askInTab } = this.#inputs
    this.step.value = 'starting'
    this.trouble.value = undefined
    const right = await microphone.right()
    if (right === 'ask') askInTab()
    if (right !== 'granted') return this.#failWith(right === 'ask' ? 'askedInTab' : 'denied')
    if (!(await this.#takePlace())) return
    await this.#keeper.begin()
    this.#clear()
    try {
      this.#session = await microphone.record(this.#listener())
      this.step.value = 'recording'
    } catch (cause) {
      this.#leavePlace()
      this.#failWith(isDenied(cause) ? 'denied' : 'noMicrophone')
    }
  }

  pause(): void {
    this.#session?.pause()
    this.step.value = 'paused'
  }

  resume(): void {
    this.#session?.resume()
    this.step.value = 'recording'
  }

  async finish(): Promise<void> {
    await this.#end()
    this.#leavePlace()
  }

  async cancel(): Promise<void> {
    if (!(await this.#takePlace())) return
    this.step.value = 'starting'
    await this.#stop()
    await this.#keeper.forget()
    this.#clear()
    this.step.value = 'none'
    this.trouble.value = undefined
    this.#leavePlace()
  }

  async send(quotedMessageId: MessageId | undefined): Promise<boolean> {
    await this.#end()
    // Ended in another window, and begun anew there: what is recorded now is not what was heard here.
    if (this.step.value !== 'ready' || !(await this.#takePlace())) return false
    try {
      const isStored = await this.#keeper.moveInto((recorded) => this.#rowOf(recorded, quotedMessageId))
      this.#show(undefined)
      if (isStored) await this.#inputs.inbox.outboxGrew()
      return isStored
    } catch (cause) {
      reportError(cause)
      this.trouble.value = 'notStored'
      return false
    } finally {
      this.#leavePlace()
    }
  }

  leave(): void {
    this.#left = true
    this.#stopFollowing()
    this.step.value = 'none'
    void this.#stop().then(() => this.#leavePlace())
  }

  /** What is here now, unless it is being recorded: here, or in another window, which is waited for. */
  async #look(): Promise<void> {
    const isLooking = () => !this.#left && this.#letGo === undefined && this.step.value !== 'starting'
    if (!isLooking() || this.step.value === 'elsewhere') return
    if (await this.#inputs.place.isElsewhere()) return this.#waitForOther()
    const recorded = await this.#keeper.restore()
    if (isLooking() && recorded?.seconds !== (this.bytes.value && this.seconds.value)) this.#show(recorded)
  }

  #waitForOther(): void {
    this.#show(undefined)
    this.step.value = 'elsewhere'
    void this.#inputs.place.whenFree().then(() => {
      if (this.#left) return
      this.step.value = 'none'
      this.#look().catch(reportError)
    })
  }

  /** @returns false, and says so, while another window has it. */
  async #takePlace(): Promise<boolean> {
    this.#letGo ??= await this.#inputs.place.take()
    if (this.#letGo === undefined) this.#waitForOther()
    return this.#letGo !== undefined
  }

  #leavePlace(): void {
    this.#letGo?.()
    this.#letGo = undefined
  }

  async #end(): Promise<void> {
    if (this.step.value !== 'recording' && this.step.value !== 'paused') return
    this.step.value = 'starting'
    await this.#stop()
    this.#show(await this.#keeper.restore())
  }

  #listener(): Listener {
    return {
      level: (height, seconds) => {
        this.levels.value = [...this.levels.value, height]
        this.seconds.value = seconds
      },
      part: (bytes) => this.#keep(bytes),
      // Unplugged: what was said so far is there. Who has ended it himself goes on by himself.
      ended: () => {
        if (this.step.value === 'recording' || this.step.value === 'paused') void this.finish()
      },
    }
  }

  #keep(bytes: Blob): void {
    const levels = this.levels.value.slice(this.#kept)
    this.#kept = this.levels.value.length
    const kept = this.#keeper.add({ bytes, seconds: this.seconds.value, levels })
    kept.then(
      (isKept) => {
        // Signed out, or a colleague has the conversation: nothing more is said here.
        if (!isKept) void this.finish()
      },
      (cause) => {
        reportError(cause)
        this.trouble.value = 'notStored'
        void this.finish()
      },
    )
  }

  async #stop(): Promise<void> {
    const session = this.#session
    this.#session = undefined
    await session?.stop()
  }

  #clear(): void {
    this.#kept = 0
    this.levels.value = []
    this.seconds.value = 0
    this.bytes.value = undefined
  }

  #show(recorded: Recorded | undefined): void {
    this.step.value = recorded === undefined ? 'none' : 'ready'
    this.seconds.value = recorded?.seconds ?? 0
    this.levels.value = recorded?.levels ?? []
    this.bytes.value = recorded?.bytes
  }

  #failWith(trouble: VoiceTrouble): void {
    this.trouble.value = trouble
    this.step.value = 'none'
  }

  #rowOf(recorded: Recorded, quotedMessageId: MessageId | undefined): OutboxRow {
    const { conversationId, newId, now } = this.#inputs
    const { bytes } = recorded
    return {
      ...{ id: newId(messageIdSchema), conversationId, text: '', typedAt: now(), attempts: 0 },
      voice: shapeOf(recorded),
      file: { id: newId(fileIdSchema), name: recordingName(now(), bytes.type), mime: bytes.type, bytes },
      ...(quotedMessageId === undefined ? {} : { quotedMessageId }),
    }
  }
}

const isDenied = (cause: unknown): boolean => cause instanceof DOMException && cause.name === 'NotAllowedError'
