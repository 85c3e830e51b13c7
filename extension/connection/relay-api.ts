import { hc } from 'hono/client'
import * as v from 'valibot'
import type { RelayApi } from '../../relay/api/http.ts'
import {
  baseCheckSchema,
  baseLinkedSchema,
  baseRowSchema,
  channelRowSchema,
  documentListSchema,
  employeeListSchema,
  employeeRowSchema,
  fileProgressSchema,
  invitedSchema,
  messagesPageSchema,
  rejectedEventsSchema,
  replyAcceptedSchema,
  signedInSchema,
  signInWaysSchema,
  snapshotSchema,
  taskAskedSchema,
  templatesSchema,
} from '../../shared/answers.ts'
import { type AuditQuestion, auditPageSchema } from '../../shared/audit.ts'
import { badPhonesSchema } from '../../shared/bad-phone.ts'
import {
  type BaseChange,
  type ChannelChange,
  type ChosenClient,
  type EmployeeChange,
  type Invite,
  type KeptNumber,
  type PushTarget,
  type Reply,
  type Synchronisation,
  synchronisationSchema,
} from '../../shared/commands.ts'
import { type Conversation, conversationSchema } from '../../shared/conversation.ts'
import type { BaseId, ChannelId, ContactId, ConversationId, EmployeeId, FileId, MessageId } from '../../shared/ids.ts'
import { type HandOver, type QuickReply, quickRepliesSchema, type WriteNote } from '../../shared/inbox-commands.ts'
import { type Group, groupsSchema, type InboxSettings, inboxSettingsSchema } from '../../shared/inbox-settings.ts'
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
export function createRelayClient({ address, token, fetch }: RelayDoor) {
  const client = (within?: number) =>
    hc<RelayApi>(`${address}/api/v1`, {
      fetch: timedFetch(fetch, within),
      ...(token === undefined ? {} : { headers: { authorization: `Bearer ${token}` } }),
    })
  const routes = client()
  return {
    health: () => ask(() => timedFetch(fetch)(`${address}/healthz`), json(healthSchema)),
    ...signing(routes),
    ...inbox(routes),
    ...files(client(fileWithin)),
    ...employees(routes),
    ...bases(routes),
    ...channels(routes),
    ...changes(routes),
    ...fromOnec(routes),
    ...deeds(routes),
  }
}
export type RelayClient = ReturnType<typeof createRelayClient>

type Routes = ReturnType<typeof hc<RelayApi>>

const healthSchema = v.object({ product: v.literal('messenger-panel') })

const signing = (routes: Routes) => ({
  setUp: (code: string, name: string) => ask(() => routes.setup.$post({ json: { code, name } }), json(signedInSchema)),
  signIn: (code: string) => ask(() => routes['sign-in'].$post({ json: { code } }), json(signedInSchema)),
  signInWays: () => ask(() => routes['sign-in'].ways.$get(), json(signInWaysSchema)),
  signInWithOnec: (login: string, password: string) =>
    ask(() => routes['sign-in'].onec.$post({ json: { login, password } }), json(signedInSchema)),
  signOut: () => ask(() => routes['sign-out'].$post(), nothing),
})

const inbox = (routes: Routes) => ({
  snapshot: (page?: string) =>
    ask(() => routes.snapshot.$get(page === undefined ? {} : { query: { page } }), json(snapshotSchema)),
  messagesBefore: (id: ConversationId, before?: MessageId) => {
    const asked = { param: { id }, ...(before === undefined ? {} : { query: { before } }) }
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

const employees = (routes: Routes) => ({
  employees: () => ask(() => routes.employees.$get(), json(employeeListSchema)),
  invite: (invite: Invite) => ask(() => routes.employees.$post({ json: invite }), json(invitedSchema)),
  inviteAgain: (id: EmployeeId) =>
    ask(() => routes.employees[':id'].invitation.$post({ param: { id } }), json(invitedSchema)),
  changeEmployee: (id: EmployeeId, change: EmployeeChange) =>
    ask(() => routes.employees[':id'].$patch({ param: { id }, json: change }), json(employeeRowSchema)),
  removeEmployee: (id: EmployeeId) => ask(() => routes.employees[':id'].$delete({ param: { id } }), nothing),
})

const bases = (routes: Routes) => ({
  bases: () => ask(() => routes.bases.$get(), json(v.object({ bases: v.array(baseRowSchema) }))),
  linkBase: (name: string) => ask(() => routes.bases.$post({ json: { name } }), json(baseLinkedSchema)),
  renewBaseToken: (id: BaseId) => ask(() => routes.bases[':id'].token.$post({ param: { id } }), json(baseLinkedSchema)),
  setPushTarget: (id: BaseId, target: PushTarget) =>
    ask(() => routes.bases[':id'].push.$put({ param: { id }, json: target }), json(baseRowSchema)),
  changeBase: (id: BaseId, change: BaseChange) =>
    ask(() => routes.bases[':id'].$patch({ param: { id }, json: change }), json(baseRowSchema)),
  checkBase: (id: BaseId) => ask(() => routes.bases[':id'].check.$post({ param: { id } }), json(baseCheckSchema)),
  badPhones: (id: BaseId) =>
    ask(() => routes.bases[':id']['bad-phones'].$get({ param: { id } }), json(badPhonesSchema)),
  audit: ({ before, employeeId, action }: AuditQuestion) =>
    ask(
      () =>
        routes.audit.$get({
          query: {
            ...(before === undefined ? {} : { before: String(before) }),
            ...(employeeId === undefined ? {} : { employee: employeeId }),
            ...(action === undefined ? {} : { action }),
          },
        }),
      json(auditPageSchema),
    ),
  rejectedEvents: (id: BaseId) =>
    ask(() => routes.bases[':id'].rejected.$get({ param: { id } }), json(rejectedEventsSchema)),
  removeBase: (id: BaseId) => ask(() => routes.bases[':id'].$delete({ param: { id } }), nothing),
  synchronisation: () => ask(() => routes.settings.synchronisation.$get(), json(synchronisationSchema)),
  setSynchronisation: (wanted: Synchronisation) =>
    ask(() => routes.settings.synchronisation.$put({ json: wanted }), json(synchronisationSchema)),
  inboxSettings: () => ask(() => routes.settings.inbox.$get(), json(inboxSettingsSchema)),
  setInboxSettings: (wanted: InboxSettings) =>
    ask(() => routes.settings.inbox.$put({ json: wanted }), json(inboxSettingsSchema)),
  groups: () => ask(() => routes.groups.$get(), json(groupsSchema)),
  setGroups: (groups: Group[]) => ask(() => routes.groups.$put({ json: { groups } }), json(groupsSchema)),
})

const channels = (routes: Routes) => {
  const one = routes.channels[':id']
  return {
    channels: () => ask(() => routes.channels.$get(), json(v.object({ channels: v.array(channelRowSchema) }))),
    addChannel: (title: string) => ask(() => routes.channels.$post({ json: { title } }), json(channelRowSchema)),
    changeChannel: (id: ChannelId, change: ChannelChange) =>
      ask(() => one.$patch({ param: { id }, json: change }), json(channelRowSchema)),
    removeChannel: (id: ChannelId) => ask(() => one.$delete({ param: { id } }), nothing),
    connectChannel: (id: ChannelId) => ask(() => one.connect.$post({ param: { id } }), nothing),
    answerOtherNumber: (id: ChannelId, keep: KeptNumber) =>
      ask(() => one['other-number'].$post({ param: { id }, json: { keep } }), nothing),
    startPairing: (id: ChannelId, phone?: string) =>
      ask(() => one.pairing.$post({ param: { id }, json: phone === undefined ? {} : { phone } }), nothing),
    unlink: (id: ChannelId) => ask(() => one.pairing.$delete({ param: { id } }), nothing),
  }
}

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
