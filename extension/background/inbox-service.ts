import type { BaseRow, EmployeeRow } from '../../shared/answers.ts'
import type { EmployeeChange, Invite, PushTarget, Synchronisation } from '../../shared/commands.ts'
import type { BaseId, ChannelId, ConversationId, EmployeeId } from '../../shared/ids.ts'
import type { RefusalCode } from '../../shared/refusal.ts'

/** What the relay or the link refused; `unreachable`: the relay did not answer; `notARelay`: something else answered. */
export type AskedCode = RefusalCode | 'unreachable' | 'notARelay'
export type Asked<T> =
  | { ok: true; value: T }
  | { ok: false; code: AskedCode; message: string; retryAfterSeconds?: number }

/**
 * Everything that pages may ask of the background, in one place. Data to show is not asked for: pages read Dexie by live query.
 * Replies are not here either: a page puts them into Dexie's outbox and calls `outboxGrew`, so a reply is durable before anybody is asked.
 */
export interface InboxService {
  /** Stores the address (checked by GET /healthz) and connects. */
  useRelay(address: string): Promise<Asked<void>>
  relayAddress(): Promise<string | undefined>
  /** Makes the first administrator. */
  setUp(code: string, name: string): Promise<Asked<void>>
  signIn(code: string): Promise<Asked<void>>
  /** Forgets the token and wipes the local data. */
  signOut(): Promise<void>
  reconnectNow(): Promise<void>

  outboxGrew(): Promise<void>
  /** The employee has opened the conversation: nothing in it is unread any more. */
  opened(conversationId: ConversationId): Promise<void>
  /** Fetches older messages from the relay into Dexie; false when there are none. */
  fetchOlder(conversationId: ConversationId): Promise<Asked<boolean>>
  /** The bytes of a file as an object that a page can show; goes through the background because it holds the token. */
  fetchFile(fileId: string): Promise<Asked<{ mime: string; base64: string }>>

  startPairing(channelId: ChannelId): Promise<Asked<void>>
  unlink(channelId: ChannelId): Promise<Asked<void>>
  employees(): Promise<Asked<EmployeeRow[]>>
  invite(invite: Invite): Promise<Asked<{ code: string; validUntil: number }>>
  inviteAgain(employeeId: EmployeeId): Promise<Asked<{ code: string; validUntil: number }>>
  changeEmployee(employeeId: EmployeeId, change: EmployeeChange): Promise<Asked<EmployeeRow>>
  removeEmployee(employeeId: EmployeeId): Promise<Asked<void>>
  bases(): Promise<Asked<BaseRow[]>>
  linkBase(name: string): Promise<Asked<{ base: BaseRow; token: string }>>
  renewBaseToken(baseId: BaseId): Promise<Asked<{ base: BaseRow; token: string }>>
  setPushTarget(baseId: BaseId, target: PushTarget): Promise<Asked<BaseRow>>
  removeBase(baseId: BaseId): Promise<Asked<void>>
  synchronisation(): Promise<Asked<Synchronisation>>
  setSynchronisation(synchronisation: Synchronisation): Promise<Asked<Synchronisation>>
}
