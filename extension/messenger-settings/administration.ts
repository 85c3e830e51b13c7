import type {
  BaseCheck,
  BaseRow,
  ChannelRow,
  EmployeeList,
  EmployeeRow,
  Invited,
  RejectedEvent,
} from '../../shared/answers.ts'
import type { AuditPage, AuditQuestion } from '../../shared/audit.ts'
import type { BadPhones } from '../../shared/bad-phone.ts'
import type {
  BaseChange,
  ChannelChange,
  EmployeeChange,
  Invite,
  KeptNumber,
  PushTarget,
  Synchronisation,
} from '../../shared/commands.ts'
import type { BaseId, ChannelId, EmployeeId } from '../../shared/ids.ts'
import type { Group, InboxSettings } from '../../shared/inbox-settings.ts'
import type { Asked } from '../background/inbox-service.ts'

/** What administrators ask of the relay: there the rights are checked, and nothing of it is kept here. */
export interface Administration {
  channels(): Promise<Asked<ChannelRow[]>>
  addChannel(title: string): Promise<Asked<ChannelRow>>
  changeChannel(channelId: ChannelId, change: ChannelChange): Promise<Asked<ChannelRow>>
  removeChannel(channelId: ChannelId): Promise<Asked<void>>
  /** Codes to scan; with a phone one code to type there. */
  startPairing(channelId: ChannelId, phone?: string): Promise<Asked<void>>
  /** Ends a pairing that is under way, or the link itself. */
  unlink(channelId: ChannelId): Promise<Asked<void>>
  connectChannel(channelId: ChannelId): Promise<Asked<void>>
  answerOtherNumber(channelId: ChannelId, keep: KeptNumber): Promise<Asked<void>>
  employees(): Promise<Asked<EmployeeList>>
  invite(invite: Invite): Promise<Asked<Invited>>
  inviteAgain(employeeId: EmployeeId): Promise<Asked<Invited>>
  changeEmployee(employeeId: EmployeeId, change: EmployeeChange): Promise<Asked<EmployeeRow>>
  removeEmployee(employeeId: EmployeeId): Promise<Asked<void>>
  bases(): Promise<Asked<BaseRow[]>>
  linkBase(name: string): Promise<Asked<{ base: BaseRow; token: string }>>
  renewBaseToken(baseId: BaseId): Promise<Asked<{ base: BaseRow; token: string }>>
  setPushTarget(baseId: BaseId, target: PushTarget): Promise<Asked<BaseRow>>
  changeBase(baseId: BaseId, change: BaseChange): Promise<Asked<BaseRow>>
  /** The relay calls the base now. */
  checkBase(baseId: BaseId): Promise<Asked<BaseCheck>>
  /** Phones in 1C by which nobody can ever be found. */
  badPhones(baseId: BaseId): Promise<Asked<BadPhones>>
  /** Events that 1C could not apply, newest first. */
  rejectedEvents(baseId: BaseId): Promise<Asked<RejectedEvent[]>>
  removeBase(baseId: BaseId): Promise<Asked<void>>
  synchronisation(): Promise<Asked<Synchronisation>>
  setSynchronisation(synchronisation: Synchronisation): Promise<Asked<Synchronisation>>
  /** How the queue works: alerts, working hours, texts that leave by themselves, routing. */
  inboxSettings(): Promise<Asked<InboxSettings>>
  setInboxSettings(settings: InboxSettings): Promise<Asked<InboxSettings>>
  /** Who read, sent, paired, changed: newest first. */
  audit(question: AuditQuestion): Promise<Asked<AuditPage>>
  /** The groups of employees, in their order. */
  groups(): Promise<Asked<Group[]>>
  setGroups(groups: Group[]): Promise<Asked<Group[]>>
}
