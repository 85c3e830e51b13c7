import { i18n } from '#i18n'
import type { EmployeeId, GroupId } from '../../shared/ids.ts'
import type { HereRow } from '../database/database.ts'

/** Colleagues and groups, as the relay has told of them; undefined while it has not. */
export type Office = HereRow['office']

/** A colleague's name; words for somebody who works here no more, or of whom the relay has not told yet. */
export const nameOf = (office: Office, id: EmployeeId): string =>
  office?.colleagues.find((colleague) => colleague.id === id)?.name ?? i18n.t('colleague.unknown')

/** A group's name; undefined when there is no such group any more. */
export const groupNameOf = (office: Office, id: GroupId): string | undefined =>
  office?.groups.find((group) => group.id === id)?.name
