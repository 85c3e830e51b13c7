import * as v from 'valibot'
import {
  baseCheckSchema,
  baseLinkedSchema,
  baseRowSchema,
  channelRowSchema,
  employeeListSchema,
  employeeRowSchema,
  invitedSchema,
  rejectedEventsSchema,
} from '../../shared/answers.ts'
import { type AuditQuestion, auditPageSchema } from '../../shared/audit.ts'
import { badPhonesSchema } from '../../shared/bad-phone.ts'
import {
  type BaseChange,
  type ChannelChange,
  type EmployeeChange,
  type Invite,
  type KeptNumber,
  type PushTarget,
  type Synchronisation,
  synchronisationSchema,
} from '../../shared/commands.ts'
import type { BaseId, ChannelId, EmployeeId } from '../../shared/ids.ts'
import { type Group, groupsSchema, type InboxSettings, inboxSettingsSchema } from '../../shared/inbox-settings.ts'
import { askRelay as ask, json, nothing } from './ask-relay.ts'
import { type RelayDoor, type Routes, relayRoutes } from './relay-api.ts'

/** What administrators ask of the relay. The page that shows it asks itself: nothing of it is kept, and the background need not know its words. */
export function createAdministrationClient(door: RelayDoor) {
  const routes = relayRoutes(door)
  return { ...employees(routes), ...bases(routes), ...channels(routes) }
}
export type AdministrationClient = ReturnType<typeof createAdministrationClient>

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
