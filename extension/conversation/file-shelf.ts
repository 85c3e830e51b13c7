import { type ReadonlySignal, type Signal, signal } from '@preact/signals'
import type { AskedCode, InboxService } from '../background/inbox-service.ts'

export type ShelfFile = { state: 'loading' } | { state: 'ready'; url: string } | { state: 'failed'; code: AskedCode }

export interface FileShelf {
  /** The file as an address that this page may show; fetched at the first call, and again after a failure. */
  take(fileId: string): ReadonlySignal<ShelfFile>
  /** Lets go of all bytes. */
  clear(): void
}

/** Files of the open conversation. The background fetches them, because it holds the token. */
export function createFileShelf(inbox: Pick<InboxService, 'fetchFile'>): FileShelf {
  const files = new Map<string, Signal<ShelfFile>>()
  const fetchInto = async (fileId: string, file: Signal<ShelfFile>) => {
    file.value = { state: 'loading' }
    const answer = await inbox.fetchFile(fileId)
    if (!answer.ok) file.value = { state: 'failed', code: answer.code }
    else file.value = { state: 'ready', url: URL.createObjectURL(blobOf(answer.value)) }
  }
  return {
    take(fileId) {
      const file = files.get(fileId) ?? signal<ShelfFile>({ state: 'failed', code: 'unreachable' })
      files.set(fileId, file)
      if (file.peek().state === 'failed') void fetchInto(fileId, file)
      return file
    },
    clear() {
      for (const { value } of files.values()) if (value.state === 'ready') URL.revokeObjectURL(value.url)
      files.clear()
    },
  }
}

/** Kinds of picture that hold no script. What a client sends as anything else is only ever saved, never opened in this page. */
const openable = ['image/png', 'image/jpeg', 'image/gif', 'image/webp', 'image/avif']

const blobOf = ({ mime, base64 }: { mime: string; base64: string }): Blob =>
  new Blob([Uint8Array.from(atob(base64), (sign) => sign.charCodeAt(0))], {
    type: openable.includes(mime) ? mime : 'application/octet-stream',
  })
