import type { Context } from 'hono'
import { createMiddleware } from 'hono/factory'
import { routePath } from 'hono/route'
import type { Logger } from 'pino'
import * as v from 'valibot'
import { signedInSchema } from '../../shared/answers.ts'
import { conversationIdSchema, messageIdSchema } from '../../shared/ids.ts'
import type { Audit, Done } from '../access/audit.ts'
import { auditedConversation, auditedName } from '../store/audit.ts'
import type { Store } from '../store/open.ts'
import { type About, type Audited, auditedRoutes } from './audited-routes.ts'
import type { Asked } from './who.ts'

export interface AuditDeps {
  store: Store
  audit: Audit
  log: Logger
}

type What = Pick<Done, 'conversationId' | 'subject'>

/** Writes into the audit what has been done, once it has. What failed is not there; what cannot be written is told in the log and fails nobody's request. */
export const keepAudit = (deps: AuditDeps) =>
  createMiddleware<Asked>(async (c, next) => {
    await next()
    if (!c.res.ok) return
    const audited = auditedRoutes[`${c.req.method} ${routePath(c, -1).replace(/^\/api\/v1/, '')}`]
    if (!audited) return
    try {
      await note(c, audited, deps)
    } catch (err) {
      deps.log.error({ err, action: audited.action }, 'the audit could not be written')
    }
  })

async function note(c: Context<Asked>, { action, about, setting }: Audited, { store, audit }: AuditDeps) {
  const employee = action === 'signedIn' ? await whoSignedIn(c) : c.get('employee')
  if (!employee) return
  const what = setting === undefined ? await aboutWhat(c, about, store) : { subject: setting }
  await audit.note({ action, employee, ...what })
}

/** His token stands in the same answer and is not looked at. */
async function whoSignedIn(c: Context<Asked>) {
  const answer = v.safeParse(v.pick(signedInSchema, ['employee']), await c.res.clone().json())
  return answer.success ? answer.output.employee : undefined
}

const replySchema = v.object({ conversationId: conversationIdSchema })
const namedSchema = v.object({ name: v.optional(v.string()), title: v.optional(v.string()) })

async function aboutWhat(c: Context<Asked>, about: About, { read }: Store): Promise<What> {
  const id = c.req.param('id') ?? ''
  switch (about) {
    case 'conversation':
      return (await auditedConversation(read, { conversationId: v.parse(conversationIdSchema, id) })) ?? {}
    case 'message':
      return (await auditedConversation(read, { messageId: v.parse(messageIdSchema, id) })) ?? {}
    case 'reply':
      return (await auditedConversation(read, v.parse(replySchema, await c.req.json()))) ?? {}
    case 'body': {
      const { name, title } = v.parse(namedSchema, await c.req.json())
      return { subject: name ?? title }
    }
    case 'nothing':
      return {}
    default:
      return { subject: await auditedName(read, about, id) }
  }
}
