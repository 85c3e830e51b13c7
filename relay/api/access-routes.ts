import { getConnInfo } from '@hono/node-server/conninfo'
import { type Context, Hono } from 'hono'
import { setUpSchema, signInSchema, signInWithOnecSchema } from '../../shared/commands.ts'
import type { AttemptLimit } from '../access/attempt-limit.ts'
import type { OnecSignIn } from '../access/onec-sign-in.ts'
import type { SignInDesk } from '../access/sign-in.ts'
import { Refused } from '../refused.ts'
import { body } from './body.ts'
import type { Asked, Who } from './who.ts'

export interface AccessRoutesDeps {
  desk: SignInDesk
  limit: AttemptLimit
  who: Who
  onecSignIn: OnecSignIn
}

/** Setup, sign-in, sign-out. */
export const accessRoutes = ({ desk, limit, who, onecSignIn }: AccessRoutesDeps) =>
  new Hono<Asked>()
    .get('/sign-in/ways', async (c) =>
      c.json({ onec: await onecSignIn.isOffered(), setUp: await desk.awaitsSetUp() }, 200),
    )
    .post('/setup', body(setUpSchema), async (c) =>
      c.json(await limit.attempt([addressOf(c)], () => desk.setUp(c.req.valid('json'))), 200),
    )
    .post('/sign-in', body(signInSchema), async (c) =>
      c.json(await limit.attempt([addressOf(c)], () => desk.signIn(c.req.valid('json'))), 200),
    )
    .post('/sign-in/onec', body(signInWithOnecSchema), async (c) => {
      const typed = c.req.valid('json')
      // By login too: whoever tries one from many addresses is slowed down as well.
      const guarded = [addressOf(c), `login ${typed.login.toLowerCase()}`]
      const signedIn = limit.attempt(
        guarded,
        async () => await desk.signInFromOnec(await onecSignIn.whoSignsIn(typed)),
        isWrongLogin,
      )
      return c.json(await signedIn, 200)
    })
    .post('/sign-out', who(), async (c) => {
      await desk.signOut(c.get('token'))
      return c.body(null, 204)
    })

/** What else may be refused is no guess: 1C was not reachable, or the password was right. */
const isWrongLogin = (error: unknown): boolean => error instanceof Refused && error.code === 'wrongLogin'

/** The peer's own address: a forwarded one could be made up to dodge the limit. */
function addressOf(c: Context): string {
  try {
    return getConnInfo(c).remote.address ?? 'unknown'
  } catch {
    // A request that did not come over a socket (a test's) has no address.
    return 'unknown'
  }
}
