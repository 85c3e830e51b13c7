import { Hono } from 'hono'
import { quickRepliesSchema } from '../../shared/inbox-commands.ts'
import { groupsSchema } from '../../shared/inbox-settings.ts'
import type { SetGroups } from '../access/groups.ts'
import { allGroups } from '../store/groups.ts'
import type { Store } from '../store/open.ts'
import { keepQuickReplies, quickRepliesOf } from '../store/quick-replies.ts'
import { body } from './body.ts'
import type { Asked, Who } from './who.ts'

export interface OfficeRoutesDeps {
  store: Store
  who: Who
  setGroups: SetGroups
}

/** Each one's own quick replies; the groups of employees. */
export const officeRoutes = ({ store, who, setGroups }: OfficeRoutesDeps) =>
  new Hono<Asked>()
    .get('/quick-replies', who('read'), async (c) =>
      c.json({ quickReplies: await quickRepliesOf(store.read, c.get('employee').id) }, 200),
    )
    .put('/quick-replies', who('read'), body(quickRepliesSchema), async (c) => {
      const { quickReplies } = c.req.valid('json')
      await store.write((tx) => keepQuickReplies(tx, c.get('employee').id, quickReplies))
      return c.json({ quickReplies: await quickRepliesOf(store.read, c.get('employee').id) }, 200)
    })
    .get('/groups', who('admin'), async (c) => c.json({ groups: await allGroups(store.read) }, 200))
    .put('/groups', who('admin'), body(groupsSchema), async (c) =>
      c.json({ groups: await setGroups(c.req.valid('json').groups) }, 200),
    )
