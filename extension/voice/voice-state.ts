import type { ReadonlySignal } from '@preact/signals'
import type { MessageId } from '../../shared/ids.ts'

/** `ready`: recorded, to be heard, thrown away or sent. `elsewhere`: another window records it. */
export type VoiceStep = 'none' | 'starting' | 'recording' | 'paused' | 'ready' | 'elsewhere'

/** Why nothing is recorded. `askedInTab`: a page in a tab asks for the right now. `notStored`: the disk is full. */
export type VoiceTrouble = 'askedInTab' | 'denied' | 'noMicrophone' | 'notStored'

export interface VoiceState {
  step: ReadonlySignal<VoiceStep>
  trouble: ReadonlySignal<VoiceTrouble | undefined>
  seconds: ReadonlySignal<number>
  /** How loud it was, 0–100, the last one now. */
  levels: ReadonlySignal<readonly number[]>
  /** When it is `ready`. */
  bytes: ReadonlySignal<Blob | undefined>
  restored: Promise<void>
  start(): Promise<void>
  pause(): void
  resume(): void
  /** Ends the recording, so that it can be heard. */
  finish(): Promise<void>
  /** Throws it away. */
  cancel(): Promise<void>
  send(quotedMessageId: MessageId | undefined): Promise<boolean>
  /** The page goes on to another conversation: what was recorded stays there. */
  leave(): void
}
