import * as v from 'valibot'
import { auditQuestionSchema } from '../../shared/audit.ts'
import {
  baseChangeSchema,
  channelChangeSchema,
  employeeChangeSchema,
  inviteSchema,
  pushTargetSchema,
  synchronisationSchema,
} from '../../shared/commands.ts'
import { baseIdSchema, channelIdSchema, employeeIdSchema } from '../../shared/ids.ts'
import { groupsSchema, inboxSettingsSchema } from '../../shared/inbox-settings.ts'
import type { InboxService } from './inbox-service.ts'
import { taking } from './question.ts'

/** What administrators set up, as pages ask for it. */
export const questionsAboutAdministration = (inbox: InboxService) => ({
  channels: inbox.channels,
  addChannel: taking(v.tuple([v.string()]), inbox.addChannel),
  changeChannel: taking(v.tuple([channelIdSchema, channelChangeSchema]), inbox.changeChannel),
  removeChannel: taking(v.tuple([channelIdSchema]), inbox.removeChannel),
  connectChannel: taking(v.tuple([channelIdSchema]), inbox.connectChannel),
  answerOtherNumber: taking(v.tuple([channelIdSchema, v.picklist(['former', 'new'])]), inbox.answerOtherNumber),
  startPairing: (args: unknown[]) =>
    args.length === 1
      ? taking(v.tuple([channelIdSchema]), (id) => inbox.startPairing(id))(args)
      : taking(v.tuple([channelIdSchema, v.string()]), inbox.startPairing)(args),
  unlink: taking(v.tuple([channelIdSchema]), inbox.unlink),
  employees: inbox.employees,
  invite: taking(v.tuple([inviteSchema]), inbox.invite),
  inviteAgain: taking(v.tuple([employeeIdSchema]), inbox.inviteAgain),
  changeEmployee: taking(v.tuple([employeeIdSchema, employeeChangeSchema]), inbox.changeEmployee),
  removeEmployee: taking(v.tuple([employeeIdSchema]), inbox.removeEmployee),
  bases: inbox.bases,
  linkBase: taking(v.tuple([v.string()]), inbox.linkBase),
  renewBaseToken: taking(v.tuple([baseIdSchema]), inbox.renewBaseToken),
  setPushTarget: taking(v.tuple([baseIdSchema, pushTargetSchema]), inbox.setPushTarget),
  changeBase: taking(v.tuple([baseIdSchema, baseChangeSchema]), inbox.changeBase),
  checkBase: taking(v.tuple([baseIdSchema]), inbox.checkBase),
  badPhones: taking(v.tuple([baseIdSchema]), inbox.badPhones),
  rejectedEvents: taking(v.tuple([baseIdSchema]), inbox.rejectedEvents),
  removeBase: taking(v.tuple([baseIdSchema]), inbox.removeBase),
  synchronisation: inbox.synchronisation,
  inboxSettings: inbox.inboxSettings,
  setInboxSettings: taking(v.tuple([inboxSettingsSchema]), inbox.setInboxSettings),
  audit: taking(v.tuple([auditQuestionSchema]), inbox.audit),
  groups: inbox.groups,
  setGroups: taking(v.tuple([groupsSchema.entries.groups]), inbox.setGroups),
  setSynchronisation: taking(v.tuple([synchronisationSchema]), inbox.setSynchronisation),
})
