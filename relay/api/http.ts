import { Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { cors } from 'hono/cors'
import type { Logger } from 'pino'
import type { Employee } from '../../shared/employee.ts'
import { type AccessRoutesDeps, accessRoutes } from './access-routes.ts'
import { type AdminRoutesDeps, adminRoutes } from './admin-routes.ts'
import { answerRefusal, createAnswerError } from './answer-error.ts'
import { type AuditDeps, keepAudit } from './audit.ts'
import { type AuditRoutesDeps, auditRoutes } from './audit-routes.ts'
import { type ClientRoutesDeps, clientRoutes } from './client-routes.ts'
import { type ConversationRoutesDeps, conversationRoutes } from './conversation-routes.ts'
import { type FilePartRoutesDeps, filePartRoutes } from './file-part-routes.ts'
import { type FileRoutesDeps, fileRoutes } from './file-routes.ts'
import { type FromOnecRoutesDeps, fromOnecRoutes } from './from-onec-routes.ts'
import { type InboxRoutesDeps, inboxRoutes } from './inbox-routes.ts'
import { type LiveRouteDeps, liveRoute } from './live.ts'
import { type MessageRoutesDeps, messageRoutes } from './message-routes.ts'
import { type OfficeRoutesDeps, officeRoutes } from './office-routes.ts'
import { type OnecRoutesDeps, onecRoutes } from './onec-routes.ts'
import { type OpenPageDeps, openPage } from './open-page.ts'
import { isExtensionOrigin, onlyExtensions } from './origins.ts'
import { type SearchRoutesDeps, searchRoutes } from './search-routes.ts'
import type { Asked, Who } from './who.ts'

export interface HttpDeps
  extends Omit<AccessRoutesDeps, 'who'>,
    Omit<AdminRoutesDeps, 'bases'>,
    InboxRoutesDeps,
    MessageRoutesDeps,
    ConversationRoutesDeps,
    OfficeRoutesDeps,
    AuditDeps,
    AuditRoutesDeps,
    FromOnecRoutesDeps,
    ClientRoutesDeps,
    SearchRoutesDeps,
    FileRoutesDeps,
    FilePartRoutesDeps,
    LiveRouteDeps,
    OpenPageDeps {
  who: Who
  bases: AdminRoutesDeps['bases']
  pull: OnecRoutesDeps['pull']
  onecRefusal: OnecRoutesDeps['refusal']
  onecFileLimit: OnecRoutesDeps['onecFileLimit']
  log: Logger
  /** Whether the relay can do its work: its database answers. */
  isReady(): Promise<boolean>
}

/** The largest JSON body of a command; files have a limit of their own. Bytes. */
const largestCommand = 256 * 1024

/** Everything under /api/v1 but the WebSocket: the extension's typed client is made of its type. */
const api = (deps: HttpDeps) =>
  new Hono<Asked>()
    .route('/', accessRoutes(deps))
    .route('/', inboxRoutes(deps))
    .route('/', messageRoutes(deps))
    .route('/', conversationRoutes(deps))
    .route('/', officeRoutes(deps))
    .route('/', auditRoutes(deps))
    .route('/', fromOnecRoutes(deps))
    .route('/', clientRoutes(deps))
    .route('/', searchRoutes(deps))
    .route('/', fileRoutes(deps))
    .route('/', filePartRoutes(deps))
    .route('/', adminRoutes(deps))
    .get('/me', deps.who(), (c) => c.json(presence(deps, c.get('employee')), 200))

export type RelayApi = ReturnType<typeof api>

/** The whole HTTP side of the relay, composed. */
export function createHttp(deps: HttpDeps) {
  const app = new Hono()
  app.onError(createAnswerError(deps.log))
  app.notFound((c) => answerRefusal(c, 'notFound', 'There is nothing at this address.'))
  app.get('/healthz', cors({ origin: allowed }), (c) => c.json({ product: 'messenger-panel', status: 'ok' }, 200))
  app.get('/readyz', async (c) =>
    (await deps.isReady()) ? c.json({ status: 'ready' }, 200) : c.json({ status: 'not ready' }, 503),
  )
  app.route('/', openPage(deps))
  app.use(
    '/api/*',
    onlyExtensions,
    cors({ origin: allowed, allowHeaders: ['Authorization', 'Content-Type', 'Range', 'If-Range'], maxAge: 600 }),
  )
  app.use('/api/*', limitCommands)
  app.use('/api/v1/*', keepAudit(deps))
  app.route('/api/v1', liveRoute(deps))
  app.route('/api/v1', api(deps))
  app.route('/onec/v1', onecRoutes({ ...deps, refusal: deps.onecRefusal }))
  return app
}

const allowed = (origin: string): string | null => (isExtensionOrigin(origin) ? origin : null)

const limitCommands: ReturnType<typeof bodyLimit> = async (c, next) => {
  if (c.req.method === 'PUT' && c.req.path.startsWith('/api/v1/files/')) return await next()
  return await commandLimit(c, next)
}

const commandLimit = bodyLimit({
  maxSize: largestCommand,
  onError: (c) => answerRefusal(c, 'tooLarge', `The request is larger than ${largestCommand} bytes.`),
})

function presence(deps: HttpDeps, employee: Employee) {
  const { channels, onec } = deps.present(employee)
  return { employee, channels, onec }
}
