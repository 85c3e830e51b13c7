import type { PhoneBook } from './clients.ts'
import type { Documents } from './documents.ts'
import type { Effect, Repeats } from './effects.ts'
import type { OnecFileName } from './files.ts'
import type { Mode } from './mode.ts'
import type { JobRun } from './scheduled-job.ts'
import type { Templates } from './templates.ts'
import type { OnecUsers } from './users.ts'

/** A 1C base that plays its part of the contract, written without a look at the relay's side of it. */
export interface Onec {
  /** What the relay pushes to: address, login and password of the publication. */
  publication: { url: string; login: string; password: string }
  /** Where control listens, like http://127.0.0.1:1234. */
  address: string
  mode(): Mode
  /** @param changes a part of `Mode`, also as it came by HTTP: what cannot be read is left out. */
  change(changes: unknown): void
  /** Runs the job now, also beside one that waits: the relay ends the older one. */
  run(): Promise<JobRun>
  lastRun(): JobRun | undefined
  /** Puts a message of the base's own on its way; it leaves with the next packet. @returns its outgoingId. */
  send(what: ToSend): string
  putFile(file: { name: string; mime: string; bytes: Uint8Array<ArrayBuffer> }): Promise<OnecFileName>
  getFile(fileId: string): Promise<Buffer | undefined>
  /** Everything that happened in the base, in order. */
  effects(): Effect[]
  repeats(): Repeats
  cursor(): number
  /** How many messages it has yet to decide about, to send, or to be answered about. */
  waiting(): number
  /** Settles once this holds; looked at after every packet. */
  until(holds: () => boolean): Promise<void>
  /** Its clients. */
  phoneBook: PhoneBook
  documents: Documents
  /** «Шаблоны сообщений». */
  templates: Templates
  /** The access group of the base. */
  users: OnecUsers
  backup(): Buffer
  restore(backup: Buffer): void
  close(): Promise<void>
}

/** A message of the base's own, to a conversation or a phone. */
export interface ToSend {
  conversationId?: string
  phone?: string
  text?: string
  file?: OnecFileName
  /** What it answers. */
  quotedMessageId?: string
  /** A comment that the client never sees, and where it leads. */
  note?: boolean
  url?: string
}
