import { Hono } from 'hono'
import { addChannelSchema, channelChangeSchema, otherNumberSchema, startPairingSchema } from '../../shared/commands.ts'
import { channelIdSchema } from '../../shared/ids.ts'
import { addressId } from './address-id.ts'
import type { AdminChannels } from './admin-parts.ts'
import { body } from './body.ts'
import type { Asked, Who } from './who.ts'

export interface ChannelRoutesDeps {
  who: Who
  channels: AdminChannels
}

/** The company's numbers: the list, and what is done with each. */
export const channelRoutes = (deps: ChannelRoutesDeps) =>
  new Hono<Asked>().route('/', listRoutes(deps)).route('/', linkRoutes(deps))

const listRoutes = ({ who, channels }: ChannelRoutesDeps) =>
  new Hono<Asked>()
    .get('/channels', who('admin'), (c) => c.json({ channels: channels.list() }, 200))
    .post('/channels', who('admin'), body(addChannelSchema), async (c) =>
      c.json(await channels.add(c.req.valid('json').title), 201),
    )
    .patch('/channels/:id', who('admin'), body(channelChangeSchema), async (c) =>
      c.json(await channels.change(addressId(channelIdSchema, c.req.param('id')), c.req.valid('json')), 200),
    )
    .delete('/channels/:id', who('admin'), async (c) => {
      await channels.remove(addressId(channelIdSchema, c.req.param('id')))
      return c.body(null, 204)
    })

const linkRoutes = ({ who, channels }: ChannelRoutesDeps) =>
  new Hono<Asked>()
    .post('/channels/:id/pairing', who('admin'), body(startPairingSchema), async (c) => {
      await channels.startPairing(addressId(channelIdSchema, c.req.param('id')), c.req.valid('json').phone)
      return c.body(null, 202)
    })
    .delete('/channels/:id/pairing', who('admin'), async (c) => {
      await channels.unlink(addressId(channelIdSchema, c.req.param('id')))
      return c.body(null, 202)
    })
    .post('/channels/:id/connect', who('admin'), async (c) => {
      await channels.connect(addressId(channelIdSchema, c.req.param('id')))
      return c.body(null, 202)
    })
    .post('/channels/:id/other-number', who('admin'), body(otherNumberSchema), async (c) => {
      await channels.answerOtherNumber(addressId(channelIdSchema, c.req.param('id')), c.req.valid('json').keep)
      return c.body(null, 202)
    })
