import { type ReadonlySignal, signal } from '@preact/signals'
import type { MessageId } from '../../shared/ids.ts'
import type { Message } from '../../shared/message.ts'
import type { Asked, AskedCode, InboxService } from '../background/inbox-service.ts'
import type { InboxDatabase, OutboxRow } from '../database/database.ts'
import { type RepeatParts, repeatMessage } from './repeat-message.ts'

/** What an employee does with a message that is there. */
export interface Deeds {
  /** What the relay did not do, and why; gone at the next try. */
  refused: ReadonlySignal<{ messageId: MessageId; code: AskedCode } | undefined>
  react(message: Message, emoji: string): Promise<void>
  remove(message: Message): Promise<void>
  /** Sends once more what did not arrive; it stays where it is, marked. */
  repeat(message: Message): Promise<void>
  /** What was repeated here already: not offered twice. */
  repeated: ReadonlySignal<ReadonlySet<MessageId>>
}

/** What he does with a reply that the relay would not have. */
export interface OutboxDeeds {
  retry(row: OutboxRow): Promise<void>
  discard(row: OutboxRow): Promise<void>
}

export function createDeeds(inbox: Pick<InboxService, 'react' | 'deleteMessage'>, repeats: RepeatParts): Deeds {
  const repeated = signal<ReadonlySet<MessageId>>(new Set())
  const refused = signal<{ messageId: MessageId; code: AskedCode } | undefined>(undefined)
  const noting = async (messageId: MessageId, asked: Promise<Asked<void>>) => {
    refused.value = undefined
    const answer = await asked
    if (!answer.ok) refused.value = { messageId, code: answer.code }
  }
  return {
    refused,
    react: ({ id }, emoji) => noting(id, inbox.react(id, emoji)),
    remove: ({ id }) => noting(id, inbox.deleteMessage(id)),
    repeated,
    async repeat(message) {
      if (repeated.value.has(message.id)) return
      repeated.value = new Set([...repeated.value, message.id])
      await noting(message.id, repeatMessage(repeats, message))
      if (refused.value?.messageId !== message.id) return
      repeated.value = new Set([...repeated.value].filter((id) => id !== message.id))
    },
  }
}

export const createOutboxDeeds = (database: InboxDatabase, inbox: Pick<InboxService, 'outboxGrew'>): OutboxDeeds => ({
  async retry(row) {
    await database.outbox.where({ id: row.id }).modify((waiting) => {
      delete waiting.refused
      waiting.attempts = 0
    })
    await inbox.outboxGrew()
  },
  async discard(row) {
    await database.outbox.delete(row.id)
  },
})
