import { type Context, Hono } from 'hono'
import { type FileId, fileIdSchema } from '../../shared/ids.ts'
import type { StoreFile } from '../inbox/store-file.ts'
import type { MediaStore } from '../media/media-store.ts'
import { Refused } from '../refused.ts'
import { type FileRow, fileById } from '../store/files.ts'
import type { Store } from '../store/open.ts'
import { addressId } from './address-id.ts'
import type { Asked, Who } from './who.ts'

export interface FileRoutesDeps {
  store: Store
  media: MediaStore
  storeFile: StoreFile
  who: Who
  /** Bytes. */
  fileLimit: number
}

/** Files of messages, both ways. */
export const fileRoutes = (deps: FileRoutesDeps) =>
  new Hono<Asked>()
    .put('/files/:id', deps.who('reply'), async (c) =>
      c.json(await takeFile(c, addressId(fileIdSchema, c.req.param('id')), deps), 200),
    )
    .get(
      '/files/:id',
      deps.who('read'),
      async (c) => await giveFile(c, addressId(fileIdSchema, c.req.param('id')), deps),
    )

/** PUT: the body is the file. @throws Refused, MediaTooLarge */
export async function takeFile(
  c: Context,
  id: FileId,
  { storeFile, fileLimit }: Pick<FileRoutesDeps, 'storeFile' | 'fileLimit'>,
) {
  const announced = Number(c.req.header('Content-Length') ?? 0)
  if (announced > fileLimit) throw new Refused('tooLarge', `The file is larger than ${fileLimit} bytes.`)
  const stream = c.req.raw.body
  if (!stream) throw new Refused('badRequest', 'The file is empty.')
  return await storeFile({
    id,
    name: c.req.query('name') ?? '',
    mime: c.req.header('Content-Type') ?? '',
    bytes: readAll(stream),
  })
}

/** GET: the bytes, never shown inside a page of the relay's own. */
export async function giveFile(
  c: Context,
  id: FileId,
  { store, media }: Pick<FileRoutesDeps, 'store' | 'media'>,
): Promise<Response> {
  const file = await fileById(store.read, id)
  if (file?.state !== 'ready' || !(await media.has(file.sha256))) {
    throw new Refused(
      'notFound',
      file?.state === 'fetching' ? 'The file is still being fetched.' : 'There is no such file any more.',
    )
  }
  const headers = {
    'Content-Type': file.mime,
    'Content-Length': String(file.size),
    'Content-Disposition': `attachment; filename*=UTF-8''${encodeURIComponent(file.name)}`,
    'Content-Security-Policy': "sandbox; default-src 'none'",
    'X-Content-Type-Options': 'nosniff',
    ETag: `"${file.sha256}"`,
  }
  // Who asks for the head alone never reads the bytes, and the file would stay open.
  return c.req.raw.method === 'HEAD' ? c.body(null, 200, headers) : c.body(webStream(media, file), 200, headers)
}

function webStream(media: MediaStore, file: FileRow): ReadableStream {
  const reading = media.read(file.sha256)
  const chunks = reading[Symbol.asyncIterator]()
  return new ReadableStream({
    pull: async (controller) => {
      const { done, value } = await chunks.next()
      if (done) controller.close()
      else controller.enqueue(value)
    },
    cancel: () => {
      reading.destroy()
    },
  })
}

async function* readAll(stream: ReadableStream<Uint8Array>): AsyncGenerator<Uint8Array> {
  const reader = stream.getReader()
  for (;;) {
    const { done, value } = await reader.read()
    if (done) return
    yield value
  }
}
