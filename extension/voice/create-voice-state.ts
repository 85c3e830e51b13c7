import { signal } from '@preact/signals'
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
import type { Listener, Microphone, Session } from './microphone.ts'
import { recordingName } from './recording-file.ts'
import { createRecordingKeeper, type Recorded, type RecordingKeeper, shapeOf } from './recording-keeper.ts'
import type { VoiceState, VoiceStep, VoiceTrouble } from './voice-state.ts'

export interface VoiceInputs {
  database: InboxDatabase
  inbox: Pick<InboxService, 'outboxGrew'>
  conversationId: ConversationId
  microphone: Microphone
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
  #session: Session | undefined
  /** So many levels are kept with the parts before. */
  #kept = 0

  constructor(inputs: VoiceInputs) {
    this.#inputs = inputs
    this.#keeper = createRecordingKeeper(inputs.database, inputs.conversationId)
    this.restored = this.#keeper.restore().then((recorded) => {
      if (this.step.value === 'none' && recorded !== undefined) this.#show(recorded)
    })
  }

  async start(): Promise<void> {
    if (this.step.value !== 'none') return
    const { microphone, askInTab } = this.#inputs
    this.step.value = 'starting'
    this.trouble.value = undefined
    const right = await microphone.right()
    if (right === 'ask') askInTab()
    if (right !== 'granted') return this.#failWith(right === 'ask' ? 'askedInTab' : 'denied')
    await this.#forget()
    try {
      this.#session = await microphone.record(this.#listener())
      this.step.value = 'recording'
    } catch (cause) {
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
    if (this.step.value !== 'recording' && this.step.value !== 'paused') return
    this.step.value = 'starting'
    await this.#stop()
    this.#show(await this.#keeper.restore())
  }

  async cancel(): Promise<void> {
    this.step.value = 'none'
    await this.#stop()
    await this.#forget()
    this.trouble.value = undefined
  }

  async send(quotedMessageId: MessageId | undefined): Promise<boolean> {
    await this.finish()
    if (this.step.value !== 'ready') return false
    try {
      await this.#keeper.moveInto((recorded) => this.#rowOf(recorded, quotedMessageId))
    } catch (cause) {
      reportError(cause)
      this.trouble.value = 'notStored'
      return false
    }
    this.#show(undefined)
    await this.#inputs.inbox.outboxGrew()
    return true
  }

  leave(): void {
    this.step.value = 'none'
    void this.#stop()
  }

  #listener(): Listener {
    return {
      level: (height, seconds) => {
        this.levels.value = [...this.levels.value, height]
        this.seconds.value = seconds
      },
      part: (bytes) => this.#keep(bytes),
      // Unplugged: what was said so far is there.
      ended: () => void this.finish(),
    }
  }

  #keep(bytes: Blob): void {
    const levels = this.levels.value.slice(this.#kept)
    this.#kept = this.levels.value.length
    this.#keeper.add({ bytes, seconds: this.seconds.value, levels }).catch((cause) => {
      reportError(cause)
      this.trouble.value = 'notStored'
      void this.finish()
    })
  }

  async #stop(): Promise<void> {
    const session = this.#session
    this.#session = undefined
    await session?.stop()
  }

  async #forget(): Promise<void> {
    await this.#keeper.forget()
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
