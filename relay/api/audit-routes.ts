import { Hono } from 'hono'
import * as v from 'valibot'
import { type AuditPage, auditActionSchema } from '../../shared/audit.ts'
import { employeeIdSchema } from '../../shared/ids.ts'
import { Refused } from '../refused.ts'
import { auditEntries } from '../store/audit.ts'
import type { Store } from '../store/open.ts'
import { addressId, queryNumber } from './address-id.ts'
import type { Asked, Who } from './who.ts'

export interface AuditRoutesDeps {
  store: Store
  who: Who
}

const atOnce = 50

/** «Журнал»: for administrators alone. */
export const auditRoutes = ({ store, who }: AuditRoutesDeps) =>
  new Hono<Asked>().get('/audit', who('admin'), async (c) => {
    const { before, employee, action } = c.req.query()
    const entries = await auditEntries(store.read, {
      before: before === undefined ? undefined : queryNumber(before, 0, Number.MAX_SAFE_INTEGER),
      employeeId: employee === undefined ? undefined : addressId(employeeIdSchema, employee),
      action: action === undefined ? undefined : knownAction(action),
      limit: atOnce + 1,
    })
    const page: AuditPage = { entries: entries.slice(0, atOnce), more: entries.length > atOnce }
    return c.json(page, 200)
  })

function knownAction(action: string) {
  const known = v.safeParse(auditActionSchema, action)
  if (!known.success) throw new Refused('badRequest', 'action: one of the audit’s actions is wanted.')
  return known.output
}
