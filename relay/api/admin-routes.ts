import { Hono } from 'hono'
import {
  employeeChangeSchema,
  inviteSchema,
  linkBaseSchema,
  pushTargetSchema,
  synchronisationSchema,
} from '../../shared/commands.ts'
import { baseIdSchema, employeeIdSchema } from '../../shared/ids.ts'
import type { Employees } from '../access/employees.ts'
import { Refused } from '../refused.ts'
import { keepSynchronisation, synchronisation } from '../store/kept-settings.ts'
import type { Store } from '../store/open.ts'
import { addressId } from './address-id.ts'
import type { AdminBases, AdminChannels } from './admin-parts.ts'
import { baseSetUpRoutes } from './base-set-up-routes.ts'
import { body } from './body.ts'
import { channelRoutes } from './channel-routes.ts'
import { inboxSettingsRoutes } from './inbox-settings-routes.ts'
import type { Asked, Who } from './who.ts'

export interface AdminRoutesDeps {
  store: Store
  who: Who
  employees: Employees
  channels: AdminChannels
  bases: AdminBases
  /** Bases, push targets or the schedule have changed. */
  onExchangeChanged(): void
}

/** «Настройки мессенджера»: numbers, employees, 1C bases, synchronisation. */
export const adminRoutes = (deps: AdminRoutesDeps) =>
  new Hono<Asked>()
    .route('/', channelRoutes(deps))
    .route('/', employeeRoutes(deps))
    .route('/', baseRoutes(deps))
    .route('/', baseSetUpRoutes(deps))
    .route('/', settingRoutes(deps))
    .route('/', inboxSettingsRoutes(deps))

const employeeRoutes = ({ who, employees }: AdminRoutesDeps) =>
  new Hono<Asked>()
    .get('/employees', who('admin'), async (c) => c.json(await employees.list(), 200))
    .post('/employees', who('admin'), body(inviteSchema), async (c) =>
      c.json(await employees.invite(c.req.valid('json')), 201),
    )
    .post('/employees/:id/invitation', who('admin'), async (c) =>
      c.json(await employees.inviteAgain(addressId(employeeIdSchema, c.req.param('id'))), 201),
    )
    .patch('/employees/:id', who('admin'), body(employeeChangeSchema), async (c) => {
      const id = addressId(employeeIdSchema, c.req.param('id'))
      await employees.change(id, c.req.valid('json'))
      const row = (await employees.list()).employees.find((each) => each.employee.id === id)
      if (!row) throw new Refused('notFound', 'There is no such employee.')
      return c.json(row, 200)
    })
    .delete('/employees/:id', who('admin'), async (c) => {
      await employees.remove(addressId(employeeIdSchema, c.req.param('id')))
      return c.body(null, 204)
    })

const baseRoutes = ({ who, bases, onExchangeChanged }: AdminRoutesDeps) =>
  new Hono<Asked>()
    .get('/bases', who('admin'), async (c) => c.json({ bases: await bases.list() }, 200))
    .post('/bases', who('admin'), body(linkBaseSchema), async (c) => {
      const linked = await bases.link(c.req.valid('json').name)
      onExchangeChanged()
      return c.json(linked, 201)
    })
    .post('/bases/:id/token', who('admin'), async (c) =>
      c.json(existing(await bases.renewToken(addressId(baseIdSchema, c.req.param('id')))), 201),
    )
    .put('/bases/:id/push', who('admin'), body(pushTargetSchema), async (c) => {
      const row = existing(await bases.setPushTarget(addressId(baseIdSchema, c.req.param('id')), c.req.valid('json')))
      onExchangeChanged()
      return c.json(row, 200)
    })
    .delete('/bases/:id', who('admin'), async (c) => {
      if (!(await bases.remove(addressId(baseIdSchema, c.req.param('id'))))) existing(undefined)
      onExchangeChanged()
      return c.body(null, 204)
    })

const settingRoutes = ({ who, store, onExchangeChanged }: AdminRoutesDeps) =>
  new Hono<Asked>()
    .get('/settings/synchronisation', who('admin'), async (c) => c.json(await synchronisation(store.read), 200))
    .put('/settings/synchronisation', who('admin'), body(synchronisationSchema), async (c) => {
      const value = c.req.valid('json')
      await store.write((tx) => keepSynchronisation(tx, value))
      onExchangeChanged()
      return c.json(value, 200)
    })

function existing<T>(base: T | undefined): T {
  if (base === undefined) throw new Refused('notFound', 'There is no such base.')
  return base
}
