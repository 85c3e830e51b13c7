import type { ToldEvent } from '../../shared/events.ts'
import type { ConversationId, Instant, MessageId } from '../../shared/ids.ts'
import type { Message } from '../../shared/message.ts'
import type { ConversationRow } from '../database/rows.ts'
import type { WorkerTables } from '../database/worker-tables.ts'
import { FarRows } from './far-rows.ts'
import { fetchMessages, fetchRows, oldestHere } from './fetch-rows.ts'

/** What changes one conversation and its messages, and can be reckoned in memory. */
export type PlainEvent = Extract<ToldEvent, { type: 'message' | 'stage' | 'conversation' }>

export type TablesInHand = Pick<WorkerTables, 'conversations' | 'messages' | 'farMessages' | 'outbox'>

/**
 * The rows that a run of events is about, fetched at one go and written at one go: after a weekend the store is asked a few times for each frame instead of five times for
 * each event. Lives within one transaction.
 */
export class RowsInHand {
  readonly #written = { messages: new Set<MessageId>(), conversations: new Set<ConversationId>() }
  readonly #confirmed = new Set<MessageId>()

  private constructor(
    private readonly tables: TablesInHand,
    private readonly messages: Map<MessageId, Message>,
    private readonly conversations: Map<ConversationId, ConversationRow>,
    private readonly oldest: Map<ConversationId, Instant>,
    /** What somebody looks at far up. */
    readonly far: FarRows,
  ) {}

  static async take(tables: TablesInHand, events: readonly PlainEvent[]): Promise<RowsInHand> {
    const fresh = new Set(events.flatMap((event) => (event.type === 'message' && event.first ? event.message.id : [])))
    const known = new Set(events.flatMap(messageOf).filter((id) => !fresh.has(id)))
    const conversationIds = [...new Set(events.map(conversationOf))]
    const [messages, conversations, far] = await Promise.all([
      fetchMessages(tables.messages, { known: [...known], fresh: [...fresh] }),
      fetchRows(tables.conversations, conversationIds),
      FarRows.take(tables.farMessages, conversationIds),
    ])
    const here = new Map(messages.map((row) => [row.id, row]))
    const changedElsewhere = events.flatMap((event) =>
      event.type === 'message' && !event.first && !here.has(event.message.id) ? event.message.conversationId : [],
    )
    const oldest = await oldestHere(tables.messages, [...new Set(changedElsewhere)])
    return new RowsInHand(tables, here, new Map(conversations.map((row) => [row.id, row])), oldest, far)
  }

  message(id: MessageId): Message | undefined {
    return this.messages.get(id)
  }

  putMessage(message: Message): void {
    this.messages.set(message.id, message)
    this.#written.messages.add(message.id)
    const oldest = this.oldest.get(message.conversationId)
    if (oldest === undefined || message.at < oldest) this.oldest.set(message.conversationId, message.at)
  }

  /** Whether a change that nobody here has the message of is above all that is here: it comes with the message when somebody scrolls up to it. */
  isAboveWhatIsHere({ conversationId, at }: Message): boolean {
    const oldest = this.oldest.get(conversationId)
    return oldest === undefined || at < oldest
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

  /** Writes what has changed. */
  async putDown(): Promise<void> {
    const { messages, conversations } = this.#written
    await this.tables.messages.bulkPut([...messages].flatMap((id) => this.messages.get(id) ?? []))
    await this.tables.conversations.bulkPut([...conversations].flatMap((id) => this.conversations.get(id) ?? []))
    await this.far.putDown()
    await strikeOutOfOutbox(this.tables, this.#confirmed)
  }
}

/** Most of what the relay confirms never waited here: clients wrote it, and colleagues. */
export async function strikeOutOfOutbox(
  { outbox }: Pick<WorkerTables, 'outbox'>,
  confirmed: ReadonlySet<MessageId>,
): Promise<void> {
  if (confirmed.size === 0) return
  const waiting = new Set(await outbox.keys())
  await outbox.bulkDelete([...confirmed].filter((id) => waiting.has(id)))
}

const messageOf = (event: PlainEvent): MessageId[] => {
  if (event.type === 'message') return [event.message.id]
  return event.type === 'stage' ? [event.messageId] : []
}

export const conversationOf = (event: PlainEvent): ConversationId =>
  event.type === 'stage' ? event.conversationId : event.conversation.id
