import type { Reply } from '../../shared/commands.ts'
import { fileIdSchema, type NewId } from '../../shared/ids.ts'
import type { Clock } from '../clock.ts'
import type { MediaStore } from '../media/media-store.ts'
import { stickerOf, stickerSide } from '../media/sticker.ts'
import { voiceNote } from '../media/voice-note.ts'
import { type FileRow, fileById, type NewFile } from '../store/files.ts'
import type { Store } from '../store/open.ts'

export interface ConvertFileParts {
  store: Store
  media: Pick<MediaStore, 'write' | 'pathOf'>
  clock: Clock
  newId: NewId
  /** What is larger leaves as a document, so it need not be converted. Bytes. */
  pictureLimit: number
}

/**
 * Makes of an uploaded file what its reply wants it to be: of a recording a voice message, of a picture a sticker. The bytes are in the media store when it resolves; its row is the caller's to insert.
 * @returns undefined when the file leaves as it is.
 */
export function createConvertFile({ store, media, clock, newId, pictureLimit }: ConvertFileParts) {
  let former: Promise<unknown> = Promise.resolve()
  /** One after the other: each takes all that a processor can give. */
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const mine = former.then(work)
    former = mine.catch(() => undefined)
    return mine
  }
  return async (reply: Pick<Reply, 'fileId' | 'as' | 'voice' | 'text'>): Promise<NewFile | undefined> => {
    const wanted = reply.fileId === undefined ? undefined : wantedForm(reply)
    const file = wanted && reply.fileId && (await fileById(store.read, reply.fileId))
    if (!wanted || file?.state !== 'ready' || file.size > pictureLimit || !wanted.from(typeOf(file))) return undefined
    const bytes = await inTurn(() => wanted.make(media.pathOf(file.sha256)))
    if (!bytes) return undefined
    const stored = await media.write(once(bytes))
    const name = `${file.name.replace(/\.[^.]*$/, '')}.${wanted.ending}`
    return {
      ...{ id: newId(fileIdSchema), name, mime: wanted.mime, ...stored, ...wanted.pixels },
      ...{ state: 'ready', channel_id: null, source: null, created_at: clock.now() },
    }
  }
}

export type ConvertFile = ReturnType<typeof createConvertFile>

interface Form {
  /** Of which types it can be made. */
  from(type: string): boolean
  make(path: string): Promise<Uint8Array | undefined>
  mime: string
  ending: string
  pixels?: { width: number; height: number }
}

const voice: Form = {
  // Firefox records into Ogg by itself. What holds sound alone is called a video by its bytes.
  from: (type) => type === 'video/webm' || type === 'audio/webm' || type === 'video/matroska',
  make: voiceNote,
  mime: 'audio/ogg; codecs=opus',
  ending: 'ogg',
}

const sticker: Form = {
  from: (type) => type.startsWith('image/'),
  make: stickerOf,
  mime: 'image/webp',
  ending: 'webp',
  pixels: { width: stickerSide, height: stickerSide },
}

/** Neither has words beneath it: with words it leaves as a file or a picture. */
function wantedForm({ as, voice: recorded, text }: Pick<Reply, 'as' | 'voice' | 'text'>): Form | undefined {
  if (text.trim() !== '') return undefined
  if (recorded !== undefined) return voice
  return as === 'sticker' ? sticker : undefined
}

const typeOf = ({ mime }: FileRow): string => mime.split(';')[0] ?? ''

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes
}
