import { sendToBackground } from '../browser/page-messages.ts'
import type { InboxService } from './inbox-service.ts'

/** The background as pages see it: `await inbox.signIn(code)`. Throws only when the background itself went wrong. */
export const inbox: InboxService = {
  useRelay: (address) => ask('useRelay', address),
  relayAddress: () => ask('relayAddress'),
  addressByPolicy: () => ask('addressByPolicy'),
  setUp: (code, name) => ask('setUp', code, name),
  signIn: (code) => ask('signIn', code),
  signInWays: () => ask('signInWays'),
  signInWithOnec: (login, password) => ask('signInWithOnec', login, password),
  signOut: () => ask('signOut'),
  reconnectNow: () => ask('reconnectNow'),
  outboxGrew: () => ask('outboxGrew'),
  opened: (conversationId) => ask('opened', conversationId),
  fetchOlder: (conversationId, part) => ask('fetchOlder', conversationId, part),
  fetchNewer: (conversationId) => ask('fetchNewer', conversationId),
  fetchAround: (conversationId, messageId) => ask('fetchAround', conversationId, messageId),
  search: (query, page) => (page === undefined ? ask('search', query) : ask('search', query, page)),
  fetchFile: (fileId, size) => ask('fetchFile', fileId, size),
  react: (messageId, emoji) => ask('react', messageId, emoji),
  editMessage: (messageId, text) => ask('editMessage', messageId, text),
  deleteMessage: (messageId) => ask('deleteMessage', messageId),
  openConversation: (channelId, phone) => ask('openConversation', channelId, phone),
  claim: (conversationId) => ask('claim', conversationId),
  handOver: (conversationId, wanted) => ask('handOver', conversationId, wanted),
  close: (conversationId) => ask('close', conversationId),
  reopen: (conversationId) => ask('reopen', conversationId),
  writeNote: (conversationId, note) => ask('writeNote', conversationId, note),
  stopObserving: (conversationId) => ask('stopObserving', conversationId),
  writing: (conversationId) => ask('writing', conversationId),
  quickReplies: () => ask('quickReplies'),
  setQuickReplies: (list) => ask('setQuickReplies', list),
  openInOnec: (webAddress, url) => ask('openInOnec', webAddress, url),
  keepDraft: (draft, author) => ask('keepDraft', draft, author),
  keepForms: (forms, author) => ask('keepForms', forms, author),
  forgetUpload: (messageId, fileId) => ask('forgetUpload', messageId, fileId),
  askForDocuments: (conversationId, lookupId) => ask('askForDocuments', conversationId, lookupId),
  lookForDocuments: (lookupId) => ask('lookForDocuments', lookupId),
  makeTask: (messageId, taskId, text) => ask('makeTask', messageId, taskId, text),
  chooseClient: (contactId, chosen) => ask('chooseClient', contactId, chosen),
}

async function ask<Name extends keyof InboxService>(
  name: Name,
  ...args: Parameters<InboxService[Name]>
): Promise<Awaited<ReturnType<InboxService[Name]>>> {
  const reply = await sendToBackground({ ask: name, args })
  if (!isReply(reply)) throw new Error(`${name}: the background did not answer`)
  if ('threw' in reply) throw new Error(`${name}: ${String(reply.threw)}`)
  // The other end is `serve-pages.ts` of this same build, held to the same interface; it parses what comes from outside.
  return reply.answer as Awaited<ReturnType<InboxService[Name]>>
}

const isReply = (reply: unknown): reply is { threw: unknown } | { answer?: unknown } =>
  typeof reply === 'object' && reply !== null
