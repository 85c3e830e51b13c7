import { Hono } from 'hono'
import type { BadPhones } from '../../shared/bad-phone.ts'
import { chooseClientSchema } from '../../shared/commands.ts'
import { baseIdSchema, contactIdSchema } from '../../shared/ids.ts'
import type { ChooseClient } from '../inbox/choose-client.ts'
import { badPhonesOf } from '../store/bad-phones.ts'
import type { Store } from '../store/open.ts'
import { addressId } from './address-id.ts'
import { body } from './body.ts'
import type { Asked, Who } from './who.ts'

export interface ClientRoutesDeps {
  store: Store
  who: Who
  chooseClient: ChooseClient
}

/** A longer list nobody reads to its end: it shrinks as the cards are mended. */
const mostBadPhones = 1000

/** Clients as 1C knows them: which card a contact is, and phones in 1C by which nobody can ever be found. */
export const clientRoutes = ({ store, who, chooseClient }: ClientRoutesDeps) =>
  new Hono<Asked>()
    .put('/contacts/:id/client', who('reply'), body(chooseClientSchema), async (c) => {
      await chooseClient(c.get('employee'), addressId(contactIdSchema, c.req.param('id')), c.req.valid('json'))
      return c.body(null, 204)
    })
    .get('/bases/:id/bad-phones', who('admin'), async (c) => {
      const base = addressId(baseIdSchema, c.req.param('id'))
      return c.json((await badPhonesOf(store.read, base, mostBadPhones)) satisfies BadPhones, 200)
    })
