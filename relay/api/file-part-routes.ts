import { type Context, Hono } from 'hono'
import type { FileProgress } from '../../shared/answers.ts'
import { type FileId, fileIdSchema } from '../../shared/ids.ts'
import type { StoreFile } from '../inbox/store-file.ts'
import { mayHaveFile } from '../inbox/who-sees.ts'
import { type FileParts, PartOutOfPlace } from '../media/file-parts.ts'
import { MediaTooLarge } from '../media/media-store.ts'
import { Refused } from '../refused.ts'
import { forgetUnsentFile } from '../store/files.ts'
import type { Store } from '../store/open.ts'
import { addressId, queryNumber } from './address-id.ts'
import type { Asked, Who } from './who.ts'

export interface FilePartRoutesDeps {
  store: Store
  fileParts: FileParts
  storeFile: StoreFile
  who: Who
  /** Bytes. */
  fileLimit: number
}

/** An employee's upload in parts: how far it is, the next part, and its end before it was sent. */
export const filePartRoutes = (deps: FilePartRoutesDeps) =>
  new Hono<Asked>()
    .get('/files/:id/parts', deps.who('reply'), async (c) => c.json(await howFar(c, idOf(c), deps), 200))
    .put('/files/:id/parts', deps.who('reply'), async (c) => c.json(await takePart(c, idOf(c), deps), 200))
    .delete('/files/:id', deps.who('reply'), async (c) => {
      const id = idOf(c)
      await deps.fileParts.forget(keyOf(c, id))
      await deps.store.write((tx) => forgetUnsentFile(tx, id, c.get('employee').id))
      return c.body(null, 204)
    })

const idOf = (c: Context<Asked>): FileId => addressId(fileIdSchema, c.req.param('id') ?? '')

/** Nobody goes on with what somebody else has begun. */
const keyOf = (c: Context<Asked>, id: FileId): string => `${c.get('employee').id}_${id}`

async function howFar(c: Context<Asked>, id: FileId, { store, fileParts }: FilePartRoutesDeps): Promise<FileProgress> {
  const isWhole = await mayHaveFile(store.read, c.get('employee'), id)
  return { received: isWhole ? 0 : await fileParts.received(keyOf(c, id)), isWhole }
}

/** @throws Refused `conflict` when it is not the next part; `tooLarge` at the first one, before much has come. */
async function takePart(
  c: Context<Asked>,
  id: FileId,
  { fileParts, storeFile, fileLimit }: FilePartRoutesDeps,
): Promise<FileProgress> {
  const from = queryNumber(c.req.query('from'), 0, Number.MAX_SAFE_INTEGER)
  const total = queryNumber(c.req.query('total'), 0, Number.MAX_SAFE_INTEGER)
  if (total === 0) throw new Refused('badRequest', 'The file is empty.')
  if (total > fileLimit) throw new MediaTooLarge(fileLimit)
  const key = keyOf(c, id)
  const received = await inPlace(() => fileParts.append(key, from, chunksOf(c.req.raw.body)))
  if (received < total) return { received, isWhole: false }
  if (received > total) {
    await fileParts.forget(key)
    throw new Refused('badRequest', 'More bytes have come than were announced: send it again.')
  }
  const mime = c.req.header('Content-Type') ?? ''
  await storeFile({
    id,
    name: c.req.query('name') ?? '',
    mime,
    bytes: fileParts.read(key),
    uploaderId: c.get('employee').id,
  })
  await fileParts.forget(key)
  return { received, isWhole: true }
}

async function* chunksOf(stream: ReadableStream<Uint8Array> | null): AsyncGenerator<Uint8Array> {
  const reader = stream?.getReader()
  for (;;) {
    const next = await reader?.read()
    if (next?.value === undefined) return
    yield next.value
  }
}

/** @throws Refused */
async function inPlace(append: () => Promise<number>): Promise<number> {
  try {
    return await append()
  } catch (cause) {
    if (cause instanceof PartOutOfPlace) throw new Refused('conflict', `${cause.message}: ask how far it is.`)
    throw cause
  }
}
