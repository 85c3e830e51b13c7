import { sendToBackground } from '../browser/page-messages.ts'
import type { InboxService } from './inbox-service.ts'

/** The background as pages see it: `await inbox.signIn(code)`. Throws only when the background itself went wrong. */
export const inbox: InboxService = {
  useRelay: (address) => ask('useRelay', address),
  relayAddress: () => ask('relayAddress'),
  setUp: (code, name) => ask('setUp', code, name),
  signIn: (code) => ask('signIn', code),
  signInWays: () => ask('signInWays'),
  signInWithOnec: (login, password) => ask('signInWithOnec', login, password),
  signOut: () => ask('signOut'),
  reconnectNow: () => ask('reconnectNow'),
  outboxGrew: () => ask('outboxGrew'),
  opened: (conversationId) => ask('opened', conversationId),
  fetchOlder: (conversationId) => ask('fetchOlder', conversationId),
  fetchFile: (fileId, size) => ask('fetchFile', fileId, size),
  react: (messageId, emoji) => ask('react', messageId, emoji),
  editMessage: (messageId, text) => ask('editMessage', messageId, text),
  deleteMessage: (messageId) => ask('deleteMessage', messageId),
  openConversation: (channelId, phone) => ask('openConversation', channelId, phone),
  openInOnec: (webAddress, url) => ask('openInOnec', webAddress, url),
  askForDocuments: (conversationId, lookupId) => ask('askForDocuments', conversationId, lookupId),
  lookForDocuments: (lookupId) => ask('lookForDocuments', lookupId),
  makeTask: (messageId, taskId, text) => ask('makeTask', messageId, taskId, text),
  channels: () => ask('channels'),
  addChannel: (title) => ask('addChannel', title),
  changeChannel: (channelId, change) => ask('changeChannel', channelId, change),
  removeChannel: (channelId) => ask('removeChannel', channelId),
  connectChannel: (channelId) => ask('connectChannel', channelId),
  answerOtherNumber: (channelId, keep) => ask('answerOtherNumber', channelId, keep),
  startPairing: (channelId, phone) =>
    phone === undefined ? ask('startPairing', channelId) : ask('startPairing', channelId, phone),
  unlink: (channelId) => ask('unlink', channelId),
  employees: () => ask('employees'),
  invite: (invite) => ask('invite', invite),
  inviteAgain: (employeeId) => ask('inviteAgain', employeeId),
  changeEmployee: (employeeId, change) => ask('changeEmployee', employeeId, change),
  removeEmployee: (employeeId) => ask('removeEmployee', employeeId),
  bases: () => ask('bases'),
  linkBase: (name) => ask('linkBase', name),
  renewBaseToken: (baseId) => ask('renewBaseToken', baseId),
  setPushTarget: (baseId, target) => ask('setPushTarget', baseId, target),
  changeBase: (baseId, change) => ask('changeBase', baseId, change),
  checkBase: (baseId) => ask('checkBase', baseId),
  badPhones: (baseId) => ask('badPhones', baseId),
  chooseClient: (contactId, chosen) => ask('chooseClient', contactId, chosen),
  rejectedEvents: (baseId) => ask('rejectedEvents', baseId),
  removeBase: (baseId) => ask('removeBase', baseId),
  synchronisation: () => ask('synchronisation'),
  setSynchronisation: (synchronisation) => ask('setSynchronisation', synchronisation),
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
