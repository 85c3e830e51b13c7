import { type Context, Hono } from 'hono'
import { type EmployeeId, type FileId, fileIdSchema } from '../../shared/ids.ts'
import type { StoreFile } from '../inbox/store-file.ts'
import { mayHaveFile } from '../inbox/who-sees.ts'
import { MediaTooLarge } from '../media/media-store.ts'
import { Refused } from '../refused.ts'
import { addressId } from './address-id.ts'
import { type GiveFileDeps, giveFile, giveThumbnail } from './give-file.ts'
import type { Asked, Who } from './who.ts'

export interface FileRoutesDeps extends GiveFileDeps {
  storeFile: StoreFile
  who: Who
  /** Bytes. */
  fileLimit: number
}

/** Files of messages, both ways. */
export const fileRoutes = (deps: FileRoutesDeps) =>
  new Hono<Asked>()
    .put('/files/:id', deps.who('reply'), async (c) =>
      c.json(await takeFile(c, addressId(fileIdSchema, c.req.param('id')), deps, c.get('employee').id), 200),
    )
    .get('/files/:id', deps.who('read'), async (c) => await giveFile(c, await seenFile(c, deps), deps))
    .get('/files/:id/thumbnail', deps.who('read'), async (c) => await giveThumbnail(c, await seenFile(c, deps), deps))

/** A file of a conversation that he may not see is not there. @throws Refused */
async function seenFile(c: Context<Asked>, { store }: FileRoutesDeps): Promise<FileId> {
  const id = addressId(fileIdSchema, c.req.param('id') ?? '')
  if (!(await mayHaveFile(store.read, c.get('employee'), id))) throw new Refused('notFound', 'There is no such file.')
  return id
}

/** PUT: the body is the file. @throws Refused, MediaTooLarge */
export async function takeFile(
  c: Context,
  id: FileId,
  { storeFile, fileLimit }: Pick<FileRoutesDeps, 'storeFile' | 'fileLimit'>,
  uploaderId?: EmployeeId,
) {
  const announced = Number(c.req.header('Content-Length') ?? 0)
  if (announced > fileLimit) throw new MediaTooLarge(fileLimit)
  const stream = c.req.raw.body
  if (!stream) throw new Refused('badRequest', 'The file is empty.')
  return await storeFile({
    id,
    name: c.req.query('name') ?? '',
    mime: c.req.header('Content-Type') ?? '',
    ...(uploaderId === undefined ? {} : { uploaderId }),
    bytes: whole(announced, readUpTo(fileLimit, stream), c.req.raw.signal),
  })
}

/** A line that is cut ends the stream as if that were all. @throws Refused when less has come than was announced, or the sender is gone. */
async function* whole(
  announced: number,
  bytes: AsyncIterable<Uint8Array>,
  gone: AbortSignal,
): AsyncGenerator<Uint8Array> {
  let size = 0
  for await (const chunk of bytes) {
    size += chunk.length
    yield chunk
  }
  if (size < announced || gone.aborted)
    throw new Refused('badRequest', 'Only a part of the file has come: send it again.')
}

/** @throws MediaTooLarge also where the length was not announced. */
async function* readUpTo(limit: number, stream: ReadableStream<Uint8Array>): AsyncGenerator<Uint8Array> {
  const reader = stream.getReader()
  let size = 0
  for (;;) {
    const { done, value } = await reader.read()
    if (done) return
    size += value.length
    if (size > limit) throw new MediaTooLarge(limit)
    yield value
  }
}
