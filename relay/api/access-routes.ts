import { getConnInfo } from '@hono/node-server/conninfo'
import { type Context, Hono } from 'hono'
import { setUpSchema, signInSchema } from '../../shared/commands.ts'
import type { AttemptLimit } from '../access/attempt-limit.ts'
import type { SignInDesk } from '../access/sign-in.ts'
import { body } from './body.ts'
import type { Asked, Who } from './who.ts'

export interface AccessRoutesDeps {
  desk: SignInDesk
  limit: AttemptLimit
  who: Who
  /** Live connections of a token that has signed out are cut. */
  onSignedOut(): void
}

/** Setup, sign-in, sign-out. */
export const accessRoutes = ({ desk, limit, who, onSignedOut }: AccessRoutesDeps) =>
  new Hono<Asked>()
    .post('/setup', body(setUpSchema), async (c) =>
      c.json(await limit.attempt(addressOf(c), () => desk.setUp(c.req.valid('json'))), 200),
    )
    .post('/sign-in', body(signInSchema), async (c) =>
      c.json(await limit.attempt(addressOf(c), () => desk.signIn(c.req.valid('json'))), 200),
    )
    .post('/sign-out', who(), async (c) => {
      await desk.signOut(c.get('token'))
      onSignedOut()
      return c.body(null, 204)
    })

/** The peer's own address: a forwarded one could be made up to dodge the limit. */
function addressOf(c: Context): string {
  try {
    return getConnInfo(c).remote.address ?? 'unknown'
  } catch {
    // A request that did not come over a socket (a test's) has no address.
    return 'unknown'
  }
}
