import { i18n } from '#i18n'
import type { Conversation } from '../../shared/conversation.ts'
import { type Employee, has } from '../../shared/employee.ts'
import type { Instant } from '../../shared/ids.ts'
import { language } from '../design/language.ts'
import { pluralForm } from '../design/plural-form.ts'
import { dayInSentence } from '../design/show-time.ts'
import { groupNameOf, nameOf, type Office } from './office-names.ts'

type Told = Pick<
  Conversation,
  'state' | 'ownerId' | 'waitingSince' | 'observers' | 'groupId' | 'escalation' | 'closedAt'
>

export interface Reader {
  employee: Employee | undefined
  office?: Office
  now: Instant
}

/** The one sentence about a conversation's state: whose it is and what an answer would do. */
export function conversationSentence(conversation: Told, reader: Reader): string {
  const { escalation, waitingSince, state } = conversation
  if (escalation !== undefined && waitingSince !== undefined && state !== 'closed') {
    return waitsTooLong(waitingSince, reader)
  }
  switch (state) {
    case 'queued':
      return queued(conversation, reader)
    case 'inWork':
      return inWork(conversation, reader)
    case 'closed':
      return closed(conversation, reader)
  }
}

const longestInMinutes = 90

/** Nobody has answered for so long that it is everybody's. */
function waitsTooLong(since: Instant, { employee, now }: Reader): string {
  const minutes = Math.max(1, Math.floor((now - since) / 60_000))
  const waits =
    minutes < longestInMinutes
      ? i18n.t(`conversation.waitsMinutes.${pluralForm(minutes, language())}`, [minutes])
      : i18n.t('conversation.waitsHours', [Math.floor(minutes / 60)])
  return mayReply(employee) ? i18n.t('conversation.anyoneMayAnswer', [waits]) : waits
}

function queued({ groupId }: Told, { employee, office }: Reader): string {
  const group = groupId && groupNameOf(office, groupId)
  if (group) {
    return i18n.t(mayReply(employee) ? 'conversation.queuedInGroup' : 'conversation.queuedInGroupForOthers', [group])
  }
  return i18n.t(mayReply(employee) ? 'conversation.queued' : 'conversation.queuedForOthers')
}

function inWork({ ownerId, observers, waitingSince }: Told, { employee, office }: Reader): string {
  if (employee !== undefined && ownerId === employee.id) {
    return i18n.t(waitingSince === undefined ? 'conversation.mine' : 'conversation.mineWaits')
  }
  const name = ownerId === undefined ? i18n.t('colleague.unknown') : nameOf(office, ownerId)
  const observes = employee !== undefined && (observers ?? []).includes(employee.id)
  return i18n.t(observes ? 'conversation.youObserve' : 'conversation.inWorkOf', [name])
}

/** Whom a new message of the client would bring it to. */
function closed({ ownerId, closedAt }: Told, { employee, office, now }: Reader): string {
  const when =
    closedAt === undefined
      ? i18n.t('conversation.closedSometime')
      : i18n.t('conversation.closedOn', [dayInSentence(closedAt, now, language())])
  if (ownerId === undefined) return i18n.t('conversation.closedToQueue', [when])
  if (ownerId === employee?.id) return i18n.t('conversation.closedToMe', [when])
  return i18n.t('conversation.closedToOther', [when, nameOf(office, ownerId)])
}

export const mayReply = (employee: Employee | undefined): boolean => employee !== undefined && has(employee, 'reply')
