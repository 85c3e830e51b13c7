import type { AuditAction } from '../../shared/audit.ts'

/** What an audited request was about: the conversation or message in the address, something with a name, a name in the body, a setting. */
export type About =
  | 'conversation'
  | 'message'
  | 'reply'
  | 'employees'
  | 'channels'
  | 'bases'
  | 'files'
  | 'body'
  | 'nothing'

export interface Audited {
  action: AuditAction
  about: About
  /** Said beside it, as a word that the options page knows. */
  setting?: 'synchronisation' | 'inbox' | 'groups'
}

/** Each request that the audit keeps, by method and route. */
export const auditedRoutes: Record<string, Audited> = {
  'POST /setup': { action: 'signedIn', about: 'nothing' },
  'POST /sign-in': { action: 'signedIn', about: 'nothing' },
  'POST /sign-in/onec': { action: 'signedIn', about: 'nothing' },
  'POST /conversations/:id/read': { action: 'conversationRead', about: 'conversation' },
  'GET /conversations/:id/messages': { action: 'conversationRead', about: 'conversation' },
  'GET /files/:id': { action: 'fileRead', about: 'files' },
  'GET /search': { action: 'searched', about: 'nothing' },
  'POST /replies': { action: 'replySent', about: 'reply' },
  'PUT /messages/:id/text': { action: 'messageEdited', about: 'message' },
  'DELETE /messages/:id': { action: 'messageDeleted', about: 'message' },
  'POST /conversations/:id/claim': { action: 'claimed', about: 'conversation' },
  'POST /conversations/:id/hand-over': { action: 'handedOver', about: 'conversation' },
  'POST /conversations/:id/close': { action: 'closed', about: 'conversation' },
  'POST /conversations/:id/reopen': { action: 'reopened', about: 'conversation' },
  'POST /conversations/:id/notes': { action: 'noteWritten', about: 'conversation' },
  'DELETE /conversations/:id/observers/me': { action: 'observerLeft', about: 'conversation' },
  'POST /channels': { action: 'channelAdded', about: 'body' },
  'PATCH /channels/:id': { action: 'channelChanged', about: 'channels' },
  'POST /channels/:id/other-number': { action: 'channelChanged', about: 'channels' },
  'POST /channels/:id/connect': { action: 'channelChanged', about: 'channels' },
  'DELETE /channels/:id': { action: 'channelRemoved', about: 'channels' },
  'POST /channels/:id/pairing': { action: 'pairingStarted', about: 'channels' },
  'DELETE /channels/:id/pairing': { action: 'unlinked', about: 'channels' },
  'POST /employees': { action: 'employeeInvited', about: 'body' },
  'POST /employees/:id/invitation': { action: 'employeeInvited', about: 'employees' },
  'PATCH /employees/:id': { action: 'employeeChanged', about: 'employees' },
  'DELETE /employees/:id': { action: 'employeeRemoved', about: 'employees' },
  'POST /bases': { action: 'baseLinked', about: 'body' },
  'POST /bases/:id/token': { action: 'baseChanged', about: 'bases' },
  'PUT /bases/:id/push': { action: 'baseChanged', about: 'bases' },
  'PATCH /bases/:id': { action: 'baseChanged', about: 'bases' },
  'DELETE /bases/:id': { action: 'baseRemoved', about: 'bases' },
  'PUT /settings/synchronisation': { action: 'settingsChanged', about: 'nothing', setting: 'synchronisation' },
  'PUT /settings/inbox': { action: 'settingsChanged', about: 'nothing', setting: 'inbox' },
  'PUT /groups': { action: 'settingsChanged', about: 'nothing', setting: 'groups' },
}

/** Requests that change something and are not kept, each with the reason. A route that stands nowhere fails a test. */
export const notAudited: Record<string, string> = {
  'POST /sign-out': 'one’s own browser',
  'POST /conversations': 'opens an empty place; what is sent there is kept',
  'PUT /messages/:id/reaction': 'a sign, no words',
  'PUT /files/:id': 'kept with the reply that carries it',
  'PUT /files/:id/parts': 'kept with the reply that carries it',
  'DELETE /files/:id': 'one’s own upload that was never sent',
  'PUT /contacts/:id/client': 'which card of 1C’s a client is; can be chosen anew',
  'POST /bases/:id/check': 'only asks',
  'POST /conversations/:id/document-lookups': 'only asks 1C',
  'POST /messages/:id/task': 'leaves a note with its author',
  'PUT /quick-replies': 'one’s own',
}
