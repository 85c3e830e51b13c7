import { Hono } from 'hono'
import { editSchema, openConversationSchema, reactionSchema } from '../../shared/commands.ts'
import { messageIdSchema } from '../../shared/ids.ts'
import type { ChangeOwn } from '../outbox/change-own.ts'
import type { OpenConversation } from '../outbox/open-conversation.ts'
import { addressId } from './address-id.ts'
import { body } from './body.ts'
import type { Asked, Who } from './who.ts'

export interface MessageRoutesDeps {
  who: Who
  changeOwn: ChangeOwn
  openConversation: OpenConversation
}

/** Beginning conversations, and changing what was said: reactions, edits, deletions. Each answers with how it stands now. */
export const messageRoutes = ({ who, changeOwn, openConversation }: MessageRoutesDeps) =>
  new Hono<Asked>()
    .post('/conversations', who('reply'), body(openConversationSchema), async (c) => {
      const { channelId, phone } = c.req.valid('json')
      return c.json({ conversation: await openConversation(c.get('employee'), channelId, phone) }, 200)
    })
    .put('/messages/:id/reaction', who('reply'), body(reactionSchema), async (c) => {
      const id = addressId(messageIdSchema, c.req.param('id'))
      return c.json({ message: await changeOwn.react(c.get('employee'), id, c.req.valid('json').emoji) }, 200)
    })
    .put('/messages/:id/text', who('reply'), body(editSchema), async (c) => {
      const id = addressId(messageIdSchema, c.req.param('id'))
      return c.json({ message: await changeOwn.edit(c.get('employee'), id, c.req.valid('json').text) }, 200)
    })
    .delete('/messages/:id', who('reply'), async (c) => {
      const id = addressId(messageIdSchema, c.req.param('id'))
      return c.json({ message: await changeOwn.remove(c.get('employee'), id) }, 200)
    })
