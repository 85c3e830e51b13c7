import { type Context, Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { type BaseId, fileIdSchema } from '../../shared/ids.ts'
import { parseJson } from '../parse-json.ts'
import { addressId } from './address-id.ts'
import type { AdminBases } from './admin-parts.ts'
import { type FileRoutesDeps, takeFile } from './file-routes.ts'
import { giveFile } from './give-file.ts'
import { bearerOf } from './who.ts'

/** The largest packet that 1C may send: 50 outgoing with the longest text fit several times. Bytes. */
const largestPacket = 8 * 1024 * 1024

/** The answer of one exchange, as the 1C side makes it. */
export interface OnecAnswer {
  status: 200 | 400 | 401 | 403 | 409 | 413 | 429 | 503
  body: object
}

export interface OnecRoutesDeps extends Pick<FileRoutesDeps, 'store' | 'media' | 'storeFile' | 'fileLimit'> {
  bases: Pick<AdminBases, 'ofToken'>
  pull(base: BaseId, body: unknown, abort: AbortSignal): Promise<OnecAnswer>
  refusal(code: 'badRequest' | 'unauthorized' | 'tooLarge', message: string): OnecAnswer
}

interface Called {
  Variables: { base: BaseId }
}

/** What 1C calls: /onec/v1. Errors are in 1C's form (guides/onec.md 6, rule 6). */
export const onecRoutes = (deps: OnecRoutesDeps) => {
  const app = new Hono<Called>()
  const baseOf = async (c: Context): Promise<BaseId | undefined> => {
    const token = bearerOf(c.req.header('Authorization'))
    return token === undefined ? undefined : await deps.bases.ofToken(token)
  }
  const unauthorized = (c: Context) => {
    const { status, body } = deps.refusal(
      'unauthorized',
      'The token of this base is wrong or was renewed: copy it again from the settings.',
    )
    return c.json(body, status)
  }
  app.use(async (c, next) => {
    const base = await baseOf(c)
    if (base === undefined) return unauthorized(c)
    c.set('base', base)
    return await next()
  })
  return app
    .post('/exchange', bodyLimit({ maxSize: largestPacket, onError: (c) => tooLarge(c, deps) }), async (c) => {
      const { status, body } = await exchange(deps, c.get('base'), c.req.raw)
      // While it waited the token may have been taken away.
      return (await baseOf(c)) === c.get('base') ? c.json(body, status) : unauthorized(c)
    })
    .get('/files/:id', async (c) => await giveFile(c, addressId(fileIdSchema, c.req.param('id')), deps))
    .put('/files/:id', async (c) => c.json(await takeFile(c, addressId(fileIdSchema, c.req.param('id')), deps), 200))
}

function tooLarge(c: Context, deps: OnecRoutesDeps): Response {
  c.header('Connection', 'close')
  const { status, body } = deps.refusal(
    'tooLarge',
    `The packet is larger than ${largestPacket} bytes: send fewer at once.`,
  )
  return c.json(body, status)
}

async function exchange(deps: OnecRoutesDeps, base: BaseId, request: Request): Promise<OnecAnswer> {
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
