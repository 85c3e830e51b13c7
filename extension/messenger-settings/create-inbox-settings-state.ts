import type { Group, InboxSettings } from '../../shared/inbox-settings.ts'
import type { Administration } from './administration.ts'
import { createFormState, type FormState } from './create-form-state.ts'
import { type InboxSettingsFault, inboxSettingsFault } from './inbox-settings-fault.ts'

export type InboxSettingsState = FormState<InboxSettings, InboxSettingsFault>
export type GroupsState = FormState<Group[], 'nameless'>

type Ask = Pick<Administration, 'inboxSettings' | 'setInboxSettings' | 'groups' | 'setGroups'>

export const createInboxSettingsState = (inbox: Ask): InboxSettingsState =>
  createFormState({ ask: inbox.inboxSettings, keep: inbox.setInboxSettings, faultOf: inboxSettingsFault })

export const createGroupsState = (inbox: Ask): GroupsState =>
  createFormState<Group[], 'nameless'>({
    ask: inbox.groups,
    keep: inbox.setGroups,
    faultOf: (groups) => (groups.some(({ name }) => name.trim() === '') ? 'nameless' : undefined),
  })
