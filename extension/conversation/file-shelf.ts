import { type ReadonlySignal, type Signal, signal } from '@preact/signals'
import type { FileId } from '../../shared/ids.ts'
import type { AskedCode, InboxService } from '../background/inbox-service.ts'
import { type FileSize, fileKey, type InboxDatabase } from '../database/database.ts'

export type ShelfFile = { state: 'loading' } | { state: 'ready'; url: string } | { state: 'failed'; code: AskedCode }

export interface FileShelf {
  /** The file as an address that this page may show; fetched at the first call, and again after a failure. */
  take(file: { id: FileId; mime: string }, size?: FileSize): ReadonlySignal<ShelfFile>
  /** Which file is heard now: the next one that begins makes it stop. */
  playing: Signal<string | undefined>
  /** Which picture or film is looked at over everything else. */
  viewed: Signal<FileId | undefined>
  /** Lets go of all bytes. */
  clear(): void
}

/** Files of the open conversation. The background fetches them into the store; from there they play and jump like local files, in both browsers. */
export function createFileShelf(inbox: Pick<InboxService, 'fetchFile'>, database: InboxDatabase): FileShelf {
  const files = new Map<string, Signal<ShelfFile>>()
  const fetchInto = async (file: { id: FileId; mime: string }, size: FileSize, shelf: Signal<ShelfFile>) => {
    shelf.value = { state: 'loading' }
    const answer = await inbox.fetchFile(file.id, size)
    const kept = answer.ok ? await database.files.get(fileKey(file.id, size)) : undefined
    if (!answer.ok) shelf.value = { state: 'failed', code: answer.code }
    else if (kept === undefined) shelf.value = { state: 'failed', code: 'notFound' }
    else shelf.value = { state: 'ready', url: URL.createObjectURL(shown(kept.bytes, file.mime, size)) }
  }
  return {
    playing: signal(undefined),
    viewed: signal(undefined),
    take(file, size = 'whole') {
      const key = fileKey(file.id, size)
      const shelf = files.get(key) ?? signal<ShelfFile>({ state: 'failed', code: 'unreachable' })
      files.set(key, shelf)
      if (shelf.peek().state === 'failed') void fetchInto(file, size, shelf)
      return shelf
    },
    clear() {
      for (const { value } of files.values()) if (value.state === 'ready') URL.revokeObjectURL(value.url)
      files.clear()
    },
  }
}

/** Pictures, sound and film hold no script. What a client sends as anything else is only ever saved, never opened in this page. */
const openable = /^(image\/(png|jpeg|gif|webp|avif)|audio\/[\w.+-]+|video\/[\w.+-]+)$/

function shown(bytes: Blob, mime: string, size: FileSize): Blob {
  const stated = size === 'small' ? 'image/jpeg' : (mime.split(';')[0]?.trim().toLowerCase() ?? '')
  return bytes.slice(0, bytes.size, openable.test(stated) ? stated : 'application/octet-stream')
}
