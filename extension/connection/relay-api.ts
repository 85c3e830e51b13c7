import * as v from 'valibot'
import {
  baseLinkedSchema,
  baseRowSchema,
  employeeRowSchema,
  fileStoredSchema,
  invitedSchema,
  messagesPageSchema,
  replyAcceptedSchema,
  signedInSchema,
  snapshotSchema,
} from '../../shared/answers.ts'
import {
  type EmployeeChange,
  type Invite,
  type PushTarget,
  type Reply,
  type Synchronisation,
  synchronisationSchema,
} from '../../shared/commands.ts'
import type { BaseId, ChannelId, ConversationId, EmployeeId, FileId, MessageId } from '../../shared/ids.ts'
import { type AskRelay, createAskRelay, fileWithin, json, nothing, type Question } from './ask-relay.ts'

export interface RelayDoor {
  address: string
  /** Absent before the sign-in. */
  token?: string | undefined
  fetch: typeof fetch
}

/** What the relay can be asked over HTTP (PROTOCOL.md, section 2). Every answer is parsed here, so the types hold behind it. */
export function createRelayClient({ address, token, fetch }: RelayDoor) {
  const ask = createAskRelay(address, fetch)
  const asked: AskRelay = (question, read) => ask({ ...question, path: `/api/v1${question.path}`, token }, read)
  return {
    health: () => ask({ method: 'GET', path: '/healthz' }, json(v.looseObject({}))),
    ...signing(asked),
    ...inbox(asked),
    ...files(asked),
    ...employees(asked),
    ...bases(asked),
    ...channels(asked),
  }
}
export type RelayClient = ReturnType<typeof createRelayClient>

const post = (path: string, body?: unknown): Question => ({ method: 'POST', path, json: body })
const get = (path: string): Question => ({ method: 'GET', path })
const query = (given: Record<string, string | undefined>): string => {
  const known = Object.entries(given).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]]))
  return known.length === 0 ? '' : `?${new URLSearchParams(known)}`
}

const signing = (ask: AskRelay) => ({
  setUp: (code: string, name: string) => ask(post('/setup', { code, name }), json(signedInSchema)),
  signIn: (code: string) => ask(post('/sign-in', { code }), json(signedInSchema)),
  signOut: () => ask(post('/sign-out'), nothing),
})

const inbox = (ask: AskRelay) => ({
  snapshot: (page?: string) => ask(get(`/snapshot${query({ page })}`), json(snapshotSchema)),
  messagesBefore: (id: ConversationId, before?: MessageId) =>
    ask(get(`/conversations/${id}/messages${query({ before })}`), json(messagesPageSchema)),
  read: (id: ConversationId) => ask(post(`/conversations/${id}/read`), nothing),
  reply: (reply: Reply) => ask(post('/replies', reply), json(replyAcceptedSchema)),
})

const files = (ask: AskRelay) => ({
  putFile: (file: { id: FileId; name: string; mime: string; bytes: Blob }) =>
    ask(
      { method: 'PUT', path: `/files/${file.id}${query({ name: file.name })}`, file, within: fileWithin },
      json(fileStoredSchema),
    ),
  file: (id: FileId) => ask({ ...get(`/files/${id}`), within: fileWithin }, (response) => response.blob()),
})

const employees = (ask: AskRelay) => ({
  employees: () => ask(get('/employees'), json(v.object({ employees: v.array(employeeRowSchema) }))),
  invite: (invite: Invite) => ask(post('/employees', invite), json(invitedSchema)),
  inviteAgain: (id: EmployeeId) => ask(post(`/employees/${id}/invitation`), json(invitedSchema)),
  changeEmployee: (id: EmployeeId, change: EmployeeChange) =>
    ask({ method: 'PATCH', path: `/employees/${id}`, json: change }, json(employeeRowSchema)),
  removeEmployee: (id: EmployeeId) => ask({ method: 'DELETE', path: `/employees/${id}` }, nothing),
})

const bases = (ask: AskRelay) => ({
  bases: () => ask(get('/bases'), json(v.object({ bases: v.array(baseRowSchema) }))),
  linkBase: (name: string) => ask(post('/bases', { name }), json(baseLinkedSchema)),
  renewBaseToken: (id: BaseId) => ask(post(`/bases/${id}/token`), json(baseLinkedSchema)),
  setPushTarget: (id: BaseId, target: PushTarget) =>
    ask({ method: 'PUT', path: `/bases/${id}/push`, json: target }, json(baseRowSchema)),
  removeBase: (id: BaseId) => ask({ method: 'DELETE', path: `/bases/${id}` }, nothing),
  synchronisation: () => ask(get('/settings/synchronisation'), json(synchronisationSchema)),
  setSynchronisation: (wanted: Synchronisation) =>
    ask({ method: 'PUT', path: '/settings/synchronisation', json: wanted }, json(synchronisationSchema)),
})

const channels = (ask: AskRelay) => ({
  startPairing: (id: ChannelId) => ask(post(`/channels/${id}/pairing`), nothing),
  unlink: (id: ChannelId) => ask({ method: 'DELETE', path: `/channels/${id}/pairing` }, nothing),
})
