import { type Context, Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { type BaseId, type FileId, fileIdSchema } from '../../shared/ids.ts'
import { parseJson } from '../parse-json.ts'
import { Refused } from '../refused.ts'
import { addressId } from './address-id.ts'
import type { AdminBases } from './admin-parts.ts'
import { createCallsAtOnce } from './calls-at-once.ts'
import { type FileRoutesDeps, takeFile } from './file-routes.ts'
import { giveFile } from './give-file.ts'
import { bearerOf } from './who.ts'

/** The largest packet that 1C may send: 50 outgoing with the longest text fit several times. Bytes. */
const largestPacket = 8 * 1024 * 1024

/** A base runs one job and fetches its files one after the other; a storm of calls is a fault of its. */
const mostAtOnce = 16

/** The answer of one exchange, as the 1C side makes it. */
export interface OnecAnswer {
  status: 200 | 400 | 401 | 409 | 413 | 429
  body: object
}

export interface OnecRoutesDeps extends Pick<FileRoutesDeps, 'store' | 'media' | 'storeFile'> {
  bases: Pick<AdminBases, 'ofToken' | 'mayUseFile'>
  pull(base: BaseId, body: unknown, abort: AbortSignal): Promise<OnecAnswer>
  refusal(code: 'badRequest' | 'unauthorized' | 'tooLarge' | 'retryAfter', message: string): OnecAnswer
  /** The largest file that a base may put. Bytes. */
  onecFileLimit: number
}

interface Called {
  Variables: { base: BaseId }
}

/** What 1C calls: /onec/v1. Errors are in 1C's form (guides/onec.md 6, rule 6). */
export const onecRoutes = (deps: OnecRoutesDeps) => {
  const app = new Hono<Called>()
  const calls = createCallsAtOnce<BaseId>(mostAtOnce)
  const baseOf = async (c: Context): Promise<BaseId | undefined> => {
    const token = bearerOf(c.req.header('Authorization'))
    return token === undefined ? undefined : await deps.bases.ofToken(token)
  }
  app.use(async (c, next) => {
    const base = await baseOf(c)
    if (base === undefined) return unauthorized(c, deps)
    c.set('base', base)
    if (!calls.begin(base)) return tooMany(c, deps)
    try {
      return await next()
    } finally {
      calls.end(base)
    }
  })
  return app
    .post('/exchange', bodyLimit({ maxSize: largestPacket, onError: (c) => tooLarge(c, deps) }), async (c) => {
      const { status, body } = await exchange(deps, c.get('base'), c.req.raw)
      // While it waited the token may have been taken away.
      return (await baseOf(c)) === c.get('base') ? c.json(body, status) : unauthorized(c, deps)
    })
    .get('/files/:id', async (c) => await giveFile(c, await itsFile(c.get('base'), c.req.param('id'), deps), deps))
    .put('/files/:id', async (c) => {
      const id = await itsFile(c.get('base'), c.req.param('id'), deps)
      const file = await takeFile(c, id, { ...deps, fileLimit: deps.onecFileLimit })
      c.header('ETag', `"${file.sha256}"`)
      return c.json(file, 200)
    })
}

/** A file of another base is none for this one. @throws Refused `notFound` */
async function itsFile(base: BaseId, id: string, { bases }: OnecRoutesDeps): Promise<FileId> {
  const file = addressId(fileIdSchema, id)
  if (!(await bases.mayUseFile(base, file))) throw new Refused('notFound', 'There is no such file any more.')
  return file
}

function unauthorized(c: Context, { refusal }: OnecRoutesDeps): Response {
  const { status, body } = refusal(
    'unauthorized',
    'The token of this base is wrong or was renewed: copy it again from the settings.',
  )
  return c.json(body, status)
}

function tooMany(c: Context, { refusal }: OnecRoutesDeps): Response {
  c.header('Retry-After', '1')
  const { status, body } = refusal('retryAfter', `More than ${mostAtOnce} calls of this base at once: come again.`)
  return c.json(body, status)
}

function tooLarge(c: Context, { refusal }: OnecRoutesDeps): Response {
  c.header('Connection', 'close')
  const { status, body } = refusal('tooLarge', `The packet is larger than ${largestPacket} bytes: send fewer at once.`)
  return c.json(body, status)
}

async function exchange(deps: OnecRoutesDeps, base: BaseId, request: Request): Promise<OnecAnswer> {
  const encoding = request.headers.get('Content-Encoding') ?? 'identity'
  if (encoding !== 'identity') return deps.refusal('badRequest', `The body is ${encoding}: send it uncompressed.`)
  const packet = readJson(await request.arrayBuffer())
  if (packet === undefined) return deps.refusal('badRequest', 'The body is not JSON in UTF-8.')
  return await deps.pull(base, packet.value, request.signal)
}

/** 1C may begin with a byte order mark; what is not UTF-8 is refused rather than guessed. */
function readJson(bytes: ArrayBuffer): { value: unknown } | undefined {
  try {
    const value = parseJson(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
    return { value }
  } catch {
    return undefined
  }
}
