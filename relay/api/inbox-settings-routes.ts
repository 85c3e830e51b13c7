import { Hono } from 'hono'
import { inboxSettingsSchema } from '../../shared/inbox-settings.ts'
import { unknownIn } from '../automation/unknown-in-settings.ts'
import { Refused } from '../refused.ts'
import { listEmployees } from '../store/employees.ts'
import { allGroups } from '../store/groups.ts'
import { inboxSettings, keepInboxSettings } from '../store/kept-settings.ts'
import type { Store } from '../store/open.ts'
import type { AdminChannels } from './admin-parts.ts'
import { body } from './body.ts'
import type { Asked, Who } from './who.ts'

export interface InboxSettingsDeps {
  store: Store
  who: Who
  channels: Pick<AdminChannels, 'list'>
}

/** How the queue works: alerts, working hours, texts that leave by themselves, routing. */
export const inboxSettingsRoutes = ({ store, who, channels }: InboxSettingsDeps) =>
  new Hono<Asked>()
    .get('/settings/inbox', who('admin'), async (c) => c.json(await inboxSettings(store.read), 200))
    .put('/settings/inbox', who('admin'), body(inboxSettingsSchema), async (c) => {
      const settings = c.req.valid('json')
      const numbers = channels.list().map(({ channel }) => channel.channelId)
      await store.write(async (tx) => {
        const employees = (await listEmployees(tx)).flatMap(({ employee, revokedAt }) =>
          revokedAt === undefined ? [employee.id] : [],
        )
        const groups = (await allGroups(tx)).map(({ id }) => id)
        const unknown = unknownIn(settings.routing, { employees, groups, channels: numbers })
        if (unknown) throw new Refused('badRequest', unknown)
        await keepInboxSettings(tx, settings)
      })
      return c.json(settings, 200)
    })
