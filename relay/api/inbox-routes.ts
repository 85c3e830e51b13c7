import { Hono } from 'hono'
import type { MessagesPage, Snapshot } from '../../shared/answers.ts'
import { replySchema } from '../../shared/commands.ts'
import { conversationIdSchema, messageIdSchema } from '../../shared/ids.ts'
import type { AcceptReply } from '../inbox/accept-reply.ts'
import { changesFor } from '../inbox/changes-for.ts'
import type { MarkRead } from '../inbox/mark-read.ts'
import { messagesFor, type WantedPart } from '../inbox/messages-for.ts'
import { snapshotPage } from '../inbox/snapshot.ts'
import { Refused } from '../refused.ts'
import type { Store } from '../store/open.ts'
import { addressId, queryNumber } from './address-id.ts'
import { body } from './body.ts'
import type { Asked, Who } from './who.ts'

export interface InboxRoutesDeps {
  store: Store
  who: Who
  acceptReply: AcceptReply
  markRead: MarkRead
}

/** Reading the inbox and answering. */
export const inboxRoutes = ({ store, who, acceptReply, markRead }: InboxRoutesDeps) =>
  new Hono<Asked>()
    .get('/snapshot', who('read'), async (c) =>
      c.json((await snapshotPage(store, c.get('employee'), c.req.query('page'))) satisfies Snapshot, 200),
    )
    .get('/changes', who('read'), async (c) => {
      const after = queryNumber(c.req.query('after'), 0, Number.MAX_SAFE_INTEGER)
      const limit = Math.max(1, queryNumber(c.req.query('limit'), 200, 500))
      return c.json(await changesFor(store, c.get('employee'), after, limit), 200)
    })
    .get('/conversations/:id/messages', who('read'), async (c) => {
      const id = addressId(conversationIdSchema, c.req.param('id'))
      const limit = Math.max(1, queryNumber(c.req.query('limit'), 50, 200))
      const part = wantedPart(c.req.query())
      return c.json((await messagesFor(store.read, c.get('employee'), id, { limit, part })) satisfies MessagesPage, 200)
    })
    .post('/conversations/:id/read', who('read'), async (c) => {
      await markRead(c.get('employee'), addressId(conversationIdSchema, c.req.param('id')))
      return c.body(null, 204)
    })
    .post('/replies', who('reply'), body(replySchema), async (c) =>
      c.json(await acceptReply(c.get('employee'), c.req.valid('json')), 200),
    )

/** @throws Refused `badRequest`, `notFound` */
function wantedPart(query: Record<string, string>): WantedPart {
  const named = (['before', 'after', 'around'] as const).filter((at) => query[at] !== undefined)
  const [at] = named
  if (at === undefined) return { at: 'end' }
  if (named.length > 1) throw new Refused('badRequest', `${named.join(', ')}: give one of them.`)
  return { at, anchor: addressId(messageIdSchema, query[at] ?? '') }
}
