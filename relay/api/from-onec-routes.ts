import { Hono } from 'hono'
import { documentLookupSchema, taskSchema } from '../../shared/commands.ts'
import { conversationIdSchema, messageIdSchema } from '../../shared/ids.ts'
import type { AskDocuments } from '../inbox/ask-documents.ts'
import type { AskTask } from '../inbox/ask-task.ts'
import type { DocumentLookup } from '../store/document-lookups.ts'
import type { Store } from '../store/open.ts'
import { allTemplates } from '../store/templates.ts'
import { addressId } from './address-id.ts'
import { body } from './body.ts'
import type { Asked, Who } from './who.ts'

export interface FromOnecRoutesDeps {
  store: Store
  who: Who
  askDocuments: AskDocuments
  askTask: AskTask
}

/** What employees get from 1C: its templates, its documents, its tasks. */
export const fromOnecRoutes = ({ store, who, askDocuments, askTask }: FromOnecRoutesDeps) =>
  new Hono<Asked>()
    .get('/templates', who('read'), async (c) => c.json({ templates: await allTemplates(store.read) }, 200))
    .post('/conversations/:id/document-lookups', who('reply'), body(documentLookupSchema), async (c) => {
      const conversationId = addressId(conversationIdSchema, c.req.param('id'))
      return c.json(answerOf(await askDocuments.ask(c.get('employee'), conversationId, c.req.valid('json').id)), 200)
    })
    .get('/document-lookups/:id', who('reply'), async (c) =>
      c.json(answerOf(await askDocuments.look(c.get('employee'), addressId(messageIdSchema, c.req.param('id')))), 200),
    )
    .post('/messages/:id/task', who('reply'), body(taskSchema), async (c) => {
      const wanted = { ...c.req.valid('json'), messageId: addressId(messageIdSchema, c.req.param('id')) }
      return c.json({ note: await askTask(c.get('employee'), wanted) }, 200)
    })

const answerOf = ({ documents }: DocumentLookup) => (documents === undefined ? {} : { documents })
