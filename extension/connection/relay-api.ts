import { hc } from 'hono/client'
import * as v from 'valibot'
import type { RelayApi } from '../../relay/api/http.ts'
import {
  documentListSchema,
  fileProgressSchema,
  messagesPageSchema,
  replyAcceptedSchema,
  signedInSchema,
  signInWaysSchema,
  snapshotSchema,
  taskAskedSchema,
  templatesSchema,
} from '../../shared/answers.ts'
import type { ChosenClient, Reply } from '../../shared/commands.ts'
import { type Conversation, conversationSchema } from '../../shared/conversation.ts'
import type { ChannelId, ContactId, ConversationId, FileId, MessageId } from '../../shared/ids.ts'
import { type HandOver, type QuickReply, quickRepliesSchema, type WriteNote } from '../../shared/inbox-commands.ts'
import { messageSchema } from '../../shared/message.ts'
import { searchPageSchema } from '../../shared/search.ts'
import { type Answer, askRelay as ask, blob, fileWithin, json, nothing, timedFetch } from './ask-relay.ts'

export interface RelayDoor {
  address: string
  /** Absent before the sign-in. */
  token?: string | undefined
  fetch: typeof fetch
}

/**
 * What the relay can be asked over HTTP (PROTOCOL.md, section 2). The questions are checked against the relay's own routes, by type
 * only; every answer is parsed here, so that the types hold behind this file whatever it is that answers.
 */
export function createRelayClient(door: RelayDoor) {
  const { address, fetch } = door
  const routes = relayRoutes(door)
  return {
    health: () => ask(() => timedFetch(fetch)(`${address}/healthz`), json(healthSchema)),
    ...signing(routes),
    ...inbox(routes),
    ...files(relayRoutes(door, fileWithin)),
    ...changes(routes),
    ...fromOnec(routes),
    ...deeds(routes),
  }
}
export type RelayClient = ReturnType<typeof createRelayClient>

export type Routes = ReturnType<typeof hc<RelayApi>>

export const relayRoutes = ({ address, token, fetch }: RelayDoor, within?: number): Routes =>
  hc<RelayApi>(`${address}/api/v1`, {
    fetch: timedFetch(fetch, within),
    ...(token === undefined ? {} : { headers: { authorization: `Bearer ${token}` } }),
  })

const healthSchema = v.object({ product: v.literal('messenger-panel') })

const signing = (routes: Routes) => ({
  setUp: (code: string, name: string) => ask(() => routes.setup.$post({ json: { code, name } }), json(signedInSchema)),
  signIn: (code: string) => ask(() => routes['sign-in'].$post({ json: { code } }), json(signedInSchema)),
  signInWays: () => ask(() => routes['sign-in'].ways.$get(), json(signInWaysSchema)),
  signInWithOnec: (login: string, password: string) =>
    ask(() => routes['sign-in'].onec.$post({ json: { login, password } }), json(signedInSchema)),
  signOut: () => ask(() => routes['sign-out'].$post(), nothing),
})

/** Before, after or around a message. */
type WantedPart = { before?: MessageId } | { after: MessageId } | { around: MessageId }

const inbox = (routes: Routes) => ({
  snapshot: (page?: string) =>
    ask(() => routes.snapshot.$get(page === undefined ? {} : { query: { page } }), json(snapshotSchema)),
  /** The end of a conversation, or the part of it that is wanted. */
  messages: (id: ConversationId, query: WantedPart = {}) => {
    const asked = { param: { id }, query }
    return ask(() => routes.conversations[':id'].messages.$get(asked), json(messagesPageSchema))
  },
  search: (q: string, page?: string) =>
    ask(() => routes.search.$get({ query: { q, ...(page === undefined ? {} : { page }) } }), json(searchPageSchema)),
  read: (id: ConversationId) => ask(() => routes.conversations[':id'].read.$post({ param: { id } }), nothing),
  chooseClient: (id: ContactId, chosen: ChosenClient) =>
    ask(() => routes.contacts[':id'].client.$put({ param: { id }, json: chosen }), nothing),
  reply: (reply: Reply) => ask(() => routes.replies.$post({ json: reply }), json(replyAcceptedSchema)),
})

/** Of a file that is `total` bytes long, the bytes from `from` on. */
interface FilePart {
  id: FileId
  name: string
  mime: string
  from: number
  total: number
  bytes: Blob
}

const files = (routes: Routes) => ({
  uploadedSoFar: (id: FileId) => ask(() => routes.files[':id'].parts.$get({ param: { id } }), json(fileProgressSchema)),
  putPart: ({ id, name, mime, from, total, bytes }: FilePart, signal: AbortSignal) => {
    const asked = { param: { id }, query: { name, from: String(from), total: String(total) } }
    // Not in `init`: its headers would take the place of all others, the token too.
    const headers = { 'content-type': mime || 'application/octet-stream' }
    const init = { body: bytes, signal }
    return ask(() => routes.files[':id'].parts.$put(asked, { headers, init }), json(fileProgressSchema))
  },
  /** Parts of it, or all of it while it stands in no message. */
  forgetFile: (id: string) => ask(() => routes.files[':id'].$delete({ param: { id } }), nothing),
  file: (id: FileId) => ask(() => routes.files[':id'].$get({ param: { id } }), blob),
  thumbnail: (id: FileId) => ask(() => routes.files[':id'].thumbnail.$get({ param: { id } }), blob),
})

const changes = (routes: Routes) => {
  const one = routes.messages[':id']
  return {
    react: (id: MessageId, emoji: string) =>
      ask(() => one.reaction.$put({ param: { id }, json: { emoji } }), json(changedSchema)),
    edit: (id: MessageId, text: string) =>
      ask(() => one.text.$put({ param: { id }, json: { text } }), json(changedSchema)),
    delete: (id: MessageId) => ask(() => one.$delete({ param: { id } }), json(changedSchema)),
    openConversation: (channelId: ChannelId, phone: string) =>
      ask(
        () => routes.conversations.$post({ json: { channelId, phone } }),
        json(v.object({ conversation: conversationSchema })),
      ),
  }
}

const fromOnec = (routes: Routes) => ({
  templates: () => ask(() => routes.templates.$get(), json(templatesSchema)),
  askForDocuments: (conversationId: ConversationId, id: MessageId) =>
    ask(
      () => routes.conversations[':id']['document-lookups'].$post({ param: { id: conversationId }, json: { id } }),
      json(documentListSchema),
    ),
  documents: (id: MessageId) =>
    ask(() => routes['document-lookups'][':id'].$get({ param: { id } }), json(documentListSchema)),
  makeTask: (messageId: MessageId, id: MessageId, text: string) =>
    ask(
      () => routes.messages[':id'].task.$post({ param: { id: messageId }, json: { id, text } }),
      json(taskAskedSchema),
    ),
})

const deeds = (routes: Routes) => {
  const one = routes.conversations[':id']
  return {
    claim: (id: ConversationId) => ask(() => one.claim.$post({ param: { id } }), conversationNow),
    handOver: (id: ConversationId, wanted: HandOver) =>
      ask(() => one['hand-over'].$post({ param: { id }, json: wanted }), conversationNow),
    close: (id: ConversationId) => ask(() => one.close.$post({ param: { id } }), conversationNow),
    reopen: (id: ConversationId) => ask(() => one.reopen.$post({ param: { id } }), conversationNow),
    writeNote: (id: ConversationId, note: WriteNote) =>
      ask(() => one.notes.$post({ param: { id }, json: note }), json(v.object({ note: messageSchema }))),
    stopObserving: (id: ConversationId) => ask(() => one.observers.me.$delete({ param: { id } }), conversationNow),
    quickReplies: () => ask(() => routes['quick-replies'].$get(), json(quickRepliesSchema)),
    setQuickReplies: (quickReplies: QuickReply[]) =>
      ask(() => routes['quick-replies'].$put({ json: { quickReplies } }), json(quickRepliesSchema)),
  }
}

/** Undefined (204): whoever has asked does not see it any more. */
const conversationNow = async (answer: Answer): Promise<Conversation | undefined> =>
  answer.status === 204 ? undefined : (await json(v.object({ conversation: conversationSchema }))(answer)).conversation

/** How the message stands now. It comes as an event too, in its order; so this one is only looked at. */
const changedSchema = v.object({ message: messageSchema })
