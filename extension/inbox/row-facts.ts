import { has } from '../../shared/employee.ts'
import type { Instant } from '../../shared/ids.ts'
import type { ConversationRow, HereRow } from '../database/database.ts'
import { numberOf } from './channel-name.ts'
import { contactTitle } from './contact-title.ts'
import type { InboxTab } from './inbox-tabs.ts'
import { secondName } from './second-name.ts'
import { type WaitingTime, waitingTime } from './waiting-time.ts'

/** What a row says beside the last message. */
export interface RowFacts {
  title: string
  /** His company, or his name in WhatsApp. */
  company?: string | undefined
  /** Which of our numbers it belongs to, when there are several. */
  number?: string | undefined
  /** Whose it is, where others' conversations are seen too. */
  owner?: string | undefined
  group?: string | undefined
  observing: boolean
  muted: boolean
  waiting?: WaitingTime | undefined
}

export interface RowSurroundings {
  here: HereRow | null | undefined
  tab: InboxTab
  /** A search goes through all tabs. */
  searching: boolean
  now: Instant
  isMuted: boolean
}

export function rowFacts(row: ConversationRow, { here, tab, searching, now, isMuted }: RowSurroundings): RowFacts {
  const me = here?.employee
  const office = here?.office
  const othersAreHere = tab === 'all' || searching || (me !== undefined && has(me, 'supervise'))
  const owner = row.ownerId === me?.id ? undefined : office?.colleagues.find(({ id }) => id === row.ownerId)
  return {
    title: contactTitle(row.contact),
    company: secondName(row.contact),
    number: numberOf(row.channelId, here?.channels ?? []),
    owner: othersAreHere ? owner?.name : undefined,
    group: row.groupId === undefined ? undefined : office?.groups.find(({ id }) => id === row.groupId)?.name,
    observing: me !== undefined && (row.observers ?? []).includes(me.id),
    muted: isMuted,
    waiting: waitingTime(row.waitingSince, now, office),
  }
}
