import type { ConversationId, Instant, MessageId } from '../../shared/ids.ts'

/** Forms whose words are kept. A closed list; `edit`: other words for a message of ours. */
export const formNames = ['handOver', 'task', 'place', 'contact', 'poll', 'document', 'edit', 'quickReply'] as const
export type FormName = (typeof formNames)[number]

/** What stands in the fields of a form, by their names. None at all: it was sent, or left. */
export type FormFields = Readonly<Record<string, string>>

/** A form that somebody has begun to fill in, and has neither sent nor left. */
export interface FormRow {
  /** Also of the note or the task that comes of it: sent twice, also from two pages, it is one. */
  id: MessageId
  form: FormName
  /** Absent in a form that belongs to none. */
  conversationId?: ConversationId
  fields: FormFields
  changedAt: Instant
}

/** In these fields are words of a person, in the others what he has chosen. */
const wordy = ['comment', 'text', 'question', 'options', 'caption', 'name', 'phones', 'where']

/** What somebody would miss of a form that can never be sent; nothing of one that the relay was asked for (`asked`) and may have. Pure. */
export const wordsOfForm = ({ fields }: Pick<FormRow, 'fields'>): string[] =>
  ((fields.asked ?? '') === '' ? wordy : []).map((name) => fields[name]?.trim() ?? '').filter((words) => words !== '')
