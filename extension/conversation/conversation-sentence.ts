import { i18n } from '#i18n'
import type { Conversation } from '../../shared/conversation.ts'
import { type Employee, has } from '../../shared/employee.ts'

/** The one sentence about a conversation's state: whose it is and what an answer would do. */
export function conversationSentence(
  conversation: Pick<Conversation, 'state' | 'ownerId' | 'waitingSince'>,
  employee: Employee | undefined,
): string {
  const mine = employee !== undefined && conversation.ownerId === employee.id
  switch (conversation.state) {
    case 'queued':
      return mayReply(employee) ? i18n.t('conversation.queued') : i18n.t('conversation.queuedForOthers')
    case 'inWork':
      if (!mine) return i18n.t('conversation.inWorkOfOther')
      return conversation.waitingSince === undefined ? i18n.t('conversation.mine') : i18n.t('conversation.mineWaits')
    case 'closed':
      return i18n.t('conversation.closed')
  }
}

export const mayReply = (employee: Employee | undefined): boolean => employee !== undefined && has(employee, 'reply')
