import type { ToldEvent } from '../../shared/events.ts'
import type { ConversationId, MessageId } from '../../shared/ids.ts'
import type { Message } from '../../shared/message.ts'
import type { ConversationRow } from '../database/rows.ts'
import type { WorkerTables } from '../database/worker-tables.ts'
import { fetchMessages, fetchRows } from './fetch-rows.ts'

/** What changes one conversation and its messages, and can be reckoned in memory. */
export type PlainEvent = Extract<ToldEvent, { type: 'message' | 'stage' | 'conversation' }>

export const isPlain = (event: ToldEvent): event is PlainEvent => event.type !== 'gone' && event.type !== 'joined'

export type TablesInHand = Pick<WorkerTables, 'conversations' | 'messages' | 'outbox'>

/**
 * The rows that a run of events is about, fetched at one go and written at one go: after a weekend the store is asked a few times for each frame instead of five times for
 * each event. Lives within one transaction.
 */
export class RowsInHand {
  readonly #written = { messages: new Set<MessageId>(), conversations: new Set<ConversationId>() }
  readonly #passed = new Set<MessageId>()
  readonly #confirmed = new Set<MessageId>()

  private constructor(
    private readonly tables: TablesInHand,
    private readonly messages: Map<MessageId, Message>,
    private readonly conversations: Map<ConversationId, ConversationRow>,
  ) {}

  static async take(tables: TablesInHand, events: readonly PlainEvent[]): Promise<RowsInHand> {
    const fresh = new Set(events.flatMap((event) => (event.type === 'message' && event.first ? event.message.id : [])))
    const known = new Set(events.flatMap(messageOf).filter((id) => !fresh.has(id)))
    const conversationIds = new Set(events.map(conversationOf))
    const [messages, conversations] = await Promise.all([
      fetchMessages(tables.messages, { known: [...known], fresh: [...fresh] }),
      fetchRows(tables.conversations, [...conversationIds]),
    ])
    return new RowsInHand(
      tables,
      new Map(messages.map((row) => [row.id, row])),
      new Map(conversations.map((row) => [row.id, row])),
    )
  }

  message(id: MessageId): Message | undefined {
    return this.messages.get(id)
  }

  putMessage(message: Message): void {
    this.messages.set(message.id, message)
    this.#written.messages.add(message.id)
  }

  /** The next word about this message changes nothing that is kept here. */
  pass(id: MessageId): void {
    this.#passed.add(id)
  }

  isPassed(id: MessageId): boolean {
    return this.#passed.has(id)
  }

  unpass(id: MessageId): void {
    this.#passed.delete(id)
  }

  conversation(id: ConversationId): ConversationRow | undefined {
    return this.conversations.get(id)
  }

  putConversation(row: ConversationRow): void {
    this.conversations.set(row.id, row)
    this.#written.conversations.add(row.id)
  }

  /** The relay has it: it waits in the outbox no more. */
  confirm(id: MessageId): void {
    this.#confirmed.add(id)
  }

  /** Writes what has changed so far. */
  async putDown(): Promise<void> {
    const { messages, conversations } = this.#written
    await this.tables.messages.bulkPut([...messages].flatMap((id) => this.messages.get(id) ?? []))
    await this.tables.conversations.bulkPut([...conversations].flatMap((id) => this.conversations.get(id) ?? []))
    await this.#strikeOutConfirmed()
    for (const done of [messages, conversations, this.#confirmed]) done.clear()
  }

  /** Most of what is confirmed never waited here: clients wrote it, and colleagues. */
  async #strikeOutConfirmed(): Promise<void> {
    if (this.#confirmed.size === 0) return
    const waiting = new Set(await this.tables.outbox.keys())
    await this.tables.outbox.bulkDelete([...this.#confirmed].filter((id) => waiting.has(id)))
  }
}

const messageOf = (event: PlainEvent): MessageId[] => {
  if (event.type === 'message') return [event.message.id]
  return event.type === 'stage' ? [event.messageId] : []
}

const conversationOf = (event: PlainEvent): ConversationId =>
  event.type === 'stage' ? event.conversationId : event.conversation.id
