import type { ConversationId, Instant, MessageId } from '../../shared/ids.ts'
import type { Message } from '../../shared/message.ts'
import { under } from '../database/key-range.ts'
import type { WorkerTable } from '../database/worker-table.ts'

/** Of so many conversations it costs less to read all that is far up anywhere: people look there in a few. */
const many = 20

/** From the oldest to the newest. */
interface Span {
  from: Instant
  to: Instant
}

/** What is stored of the middle of some conversations, where somebody looks far up. Most often nothing is. Lives within one transaction. */
export class FarRows {
  readonly #written = new Set<MessageId>()

  private constructor(
    private readonly table: WorkerTable<'farMessages'>,
    private readonly rows: Map<MessageId, Message>,
    private readonly spans: ReadonlyMap<ConversationId, Span>,
  ) {}

  static async take(table: WorkerTable<'farMessages'>, conversationIds: readonly ConversationId[]): Promise<FarRows> {
    const rows = (await table.count()) === 0 ? [] : await rowsOf(table, conversationIds)
    return new FarRows(table, new Map(rows.map((row) => [row.id, row])), spansOf(rows))
  }

  get(id: MessageId): Message | undefined {
    return this.rows.get(id)
  }

  put(message: Message): void {
    this.rows.set(message.id, message)
    this.#written.add(message.id)
  }

  /** Whether a message belongs among what is here: without it there would be a hole. */
  covers({ conversationId, at }: Message): boolean {
    const span = this.spans.get(conversationId)
    return span !== undefined && span.from <= at && at <= span.to
  }

  putDown(): Promise<void> {
    return this.table.bulkPut([...this.#written].flatMap((id) => this.rows.get(id) ?? []))
  }
}

async function rowsOf(table: WorkerTable<'farMessages'>, ids: readonly ConversationId[]): Promise<Message[]> {
  if (ids.length > many) return table.toArray()
  return (await Promise.all(ids.map((id) => table.allIn('[conversationId+at]', under(id))))).flat()
}

function spansOf(rows: readonly Message[]): Map<ConversationId, Span> {
  const spans = new Map<ConversationId, Span>()
  for (const { conversationId, at } of rows) {
    const { from, to } = spans.get(conversationId) ?? { from: at, to: at }
    spans.set(conversationId, { from: Math.min(from, at), to: Math.max(to, at) })
  }
  return spans
}
