import { type ReadonlySignal, type Signal, signal } from '@preact/signals'
import type { SentAs } from './send-reply.ts'

export interface Attachments {
  files: Signal<readonly File[]>
  sentAs: ReadonlySignal<ReadonlyMap<File, SentAs>>
  attach(files: Iterable<File>, as?: SentAs): void
  sendAs(file: File, as: SentAs | undefined): void
  detach(file: File): void
  /** They have left: nothing is known of them any more. */
  left(files: readonly File[]): void
}

/** The files that will leave with the next reply. */
export function createAttachments(): Attachments {
  const files = signal<readonly File[]>([])
  const sentAs = signal<ReadonlyMap<File, SentAs>>(new Map())
  const sendAs = (file: File, as: SentAs | undefined) => {
    const others = [...sentAs.value].filter(([each]) => each !== file)
    sentAs.value = new Map(as === undefined ? others : [...others, [file, as]])
  }
  return {
    files,
    sentAs,
    sendAs,
    attach(more, as) {
      const added = [...more]
      files.value = [...files.value, ...added]
      for (const file of added) sendAs(file, as)
    },
    left(gone) {
      sentAs.value = new Map([...sentAs.value].filter(([file]) => !gone.includes(file)))
    },
    detach(file) {
      files.value = files.value.filter((kept) => kept !== file)
      sendAs(file, undefined)
    },
  }
}
