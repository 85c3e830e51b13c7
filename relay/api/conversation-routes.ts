import { type Context, Hono } from 'hono'
import type { Conversation } from '../../shared/conversation.ts'
import { conversationIdSchema } from '../../shared/ids.ts'
import { handOverSchema, writeNoteSchema } from '../../shared/inbox-commands.ts'
import type { Deeds } from '../inbox/deeds.ts'
import { addressId } from './address-id.ts'
import { body } from './body.ts'
import type { Asked, Who } from './who.ts'

export interface ConversationRoutesDeps {
  who: Who
  deeds: Deeds
}

/** How employees share the work. Each answers with the conversation as it stands then, or 204 when whoever asked does not see it any more. */
export const conversationRoutes = ({ who, deeds }: ConversationRoutesDeps) =>
  new Hono<Asked>()
    .post('/conversations/:id/claim', who('reply'), async (c) =>
      answerWith(c, await deeds.claim(c.get('employee'), conversationOf(c.req.param('id')))),
    )
    .post('/conversations/:id/hand-over', who('read'), body(handOverSchema), async (c) =>
      answerWith(c, await deeds.handOver(c.get('employee'), conversationOf(c.req.param('id')), c.req.valid('json'))),
    )
    .post('/conversations/:id/close', who('read'), async (c) =>
      answerWith(c, await deeds.close(c.get('employee'), conversationOf(c.req.param('id')))),
    )
    .post('/conversations/:id/reopen', who('reply'), async (c) =>
      answerWith(c, await deeds.reopen(c.get('employee'), conversationOf(c.req.param('id')))),
    )
    .post('/conversations/:id/notes', who('read'), body(writeNoteSchema), async (c) =>
      c.json(
        { note: await deeds.writeNote(c.get('employee'), conversationOf(c.req.param('id')), c.req.valid('json')) },
        200,
      ),
    )
    .delete('/conversations/:id/observers/me', who('read'), async (c) =>
      answerWith(c, await deeds.stopObserving(c.get('employee'), conversationOf(c.req.param('id')))),
    )

const conversationOf = (id: string) => addressId(conversationIdSchema, id)

const answerWith = (c: Context, conversation: Conversation | undefined) =>
  conversation === undefined ? c.body(null, 204) : c.json({ conversation }, 200)
