import { Hono } from 'hono'
import type { BaseRow } from '../../shared/answers.ts'
import { type BaseChange, baseChangeSchema } from '../../shared/commands.ts'
import { baseIdSchema, type ChannelId } from '../../shared/ids.ts'
import { Refused } from '../refused.ts'
import { rejectedBy } from '../store/onec-rejected.ts'
import type { Store } from '../store/open.ts'
import { addressId } from './address-id.ts'
import type { AdminBases, AdminChannels } from './admin-parts.ts'
import { body } from './body.ts'
import type { Asked, Who } from './who.ts'

export interface BaseSetUpDeps {
  store: Store
  who: Who
  bases: Pick<AdminBases, 'list' | 'change' | 'check'>
  channels: Pick<AdminChannels, 'list'>
  onExchangeChanged(): void
}

/** The newest of them tell what is wrong; a base that rejects thousands says the same each time. */
const mostRejected = 100

/** What a base is for, and whether it can be reached. */
export const baseSetUpRoutes = ({ store, who, bases, channels, onExchangeChanged }: BaseSetUpDeps) =>
  new Hono<Asked>()
    .patch('/bases/:id', who('admin'), body(baseChangeSchema), async (c) => {
      const id = addressId(baseIdSchema, c.req.param('id'))
      const change = c.req.valid('json')
      const given = change.channels ?? [] // absent: they stay; null: those of nobody else
      refuseUnknown(given, channels)
      refuseTaken(
        given,
        (await bases.list()).filter((other) => other.id !== id),
      )
      const row = await bases.change(id, withoutSlash(change))
      if (!row) throw new Refused('notFound', 'There is no such base.')
      onExchangeChanged()
      return c.json(row, 200)
    })
    .get('/bases/:id/rejected', who('admin'), async (c) => {
      const events = await rejectedBy(store.read, addressId(baseIdSchema, c.req.param('id')), mostRejected)
      return c.json({ events }, 200)
    })
    .post('/bases/:id/check', who('admin'), async (c) => {
      const found = await bases.check(addressId(baseIdSchema, c.req.param('id')))
      if (!found) throw new Refused('notFound', 'There is no such base.')
      return c.json(found, 200)
    })

function refuseUnknown(given: readonly ChannelId[], channels: BaseSetUpDeps['channels']): void {
  const known = new Set(channels.list().map(({ channel }) => channel.channelId))
  if (given.some((id) => !known.has(id))) throw new Refused('badRequest', 'channels: there is no such number.')
}

/** Two bases that decide about the same reply would contradict each other. */
function refuseTaken(given: readonly ChannelId[], others: readonly BaseRow[]): void {
  const owner = others.find(({ channels }) => channels?.some((id) => given.includes(id)))
  if (owner)
    throw new Refused('conflict', `The base “${owner.name}” has been given this number: take it away there first.`)
}

/** Links are put together behind it. */
const withoutSlash = (change: BaseChange): BaseChange =>
  typeof change.webAddress === 'string' ? { ...change, webAddress: change.webAddress.replace(/\/+$/, '') } : change
