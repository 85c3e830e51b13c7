import * as v from 'valibot'
import type { replyAcceptedSchema } from '../../shared/answers.ts'
import { type ConversationId, fileIdSchema, type MessageId } from '../../shared/ids.ts'
import { refusal } from '../connection/ask-relay.ts'
import type { RelayClient } from '../connection/relay-api.ts'
import type { InboxDatabase, OutboxRow } from '../database/database.ts'
import { afterReplyRefusal } from './after-refusal.ts'
import type { Cancel, Clock } from './clock.ts'
import type { Asked } from './inbox-service.ts'
import { mergeMessage } from './merge-message.ts'
import { reconnectAfter } from './reconnect-after.ts'

type ReplyAccepted = v.InferOutput<typeof replyAcceptedSchema>

export interface OutboxParts {
  database: InboxDatabase
  clock: Clock
  random: () => number
  relay: () => Promise<RelayClient | undefined>
  accessGone: () => void
}

/**
 * Sends what was typed. Nothing is kept in memory that the outbox does not hold, and every step may be repeated with the same id,
 * so a worker that dies at any moment just begins again.
 */
export class OutboxSender {
  readonly #parts: OutboxParts
  #running: Promise<void> | undefined
  #wantsAnotherPass = false
  #failedPasses = 0
  #cancelRetry: Cancel = () => {}

  constructor(parts: OutboxParts) {
    this.#parts = parts
  }

  /** Whoever calls during a pass makes one more pass follow: the row he means may have come too late for this one. */
  send(): Promise<void> {
    this.#wantsAnotherPass = true
    this.#running ??= this.#passes().finally(() => {
      this.#running = undefined
    })
    return this.#running
  }

  async #passes(): Promise<void> {
    while (this.#wantsAnotherPass) {
      this.#wantsAnotherPass = false
      await this.#pass()
    }
  }

  async #pass(): Promise<void> {
    this.#cancelRetry()
    const relay = await this.#parts.relay()
    if (relay === undefined) return
    const waiting = await this.#parts.database.outbox
      .orderBy('typedAt')
      .filter((row) => !row.refused)
      .toArray()
    const ends = await Promise.all(byConversation(waiting).map((rows) => this.#sendInOrder(relay, rows)))
    if (ends.includes('accessGone')) return this.#parts.accessGone()
    if (ends.includes('later')) this.#tryAgainLater()
    else this.#failedPasses = 0
  }

  /** One by one: the client reads them in the order in which they were typed. A refused one holds up nobody behind it. */
  async #sendInOrder(relay: RelayClient, rows: MessageId[]): Promise<'done' | 'later' | 'accessGone'> {
    for (const id of rows) {
      const row = await this.#parts.database.outbox.get(id)
      // Gone meanwhile: its message came as an event, or somebody has thrown it away.
      if (row === undefined) continue
      const answer = await sendReply(relay, row)
      if (answer.ok) await settle(this.#parts.database, row, answer.value)
      else {
        const what = afterReplyRefusal(answer.code)
        if (what === 'accessGone') return what
        await noteFailure(this.#parts.database, id, answer)
        if (what === 'later') return what
      }
    }
    return 'done'
  }

  #tryAgainLater(): void {
    const { clock, random } = this.#parts
    this.#cancelRetry = clock.after(reconnectAfter(this.#failedPasses, random()), () => void this.send())
    this.#failedPasses += 1
  }
}

function byConversation(rows: OutboxRow[]): MessageId[][] {
  const groups = new Map<ConversationId, MessageId[]>()
  for (const row of rows) groups.set(row.conversationId, [...(groups.get(row.conversationId) ?? []), row.id])
  return [...groups.values()]
}

/** The file first: a reply that names it would be refused without it. */
async function sendReply(relay: RelayClient, row: OutboxRow): Promise<Asked<ReplyAccepted>> {
  const { file, typedAt: _typedAt, attempts: _attempts, refused: _refused, ...reply } = row
  if (file === undefined) return relay.reply(reply)
  const fileId = v.safeParse(fileIdSchema, file.id)
  if (!fileId.success) return refusal('badRequest', fileId.issues[0].message)
  const stored = await relay.putFile({ ...file, id: fileId.output })
  return stored.ok ? relay.reply({ ...reply, fileId: fileId.output }) : stored
}

/** Out of the outbox and into the conversation at once: a page never sees the reply twice, or not at all. */
async function settle(database: InboxDatabase, row: OutboxRow, { message }: ReplyAccepted): Promise<void> {
  const { messages, outbox } = database
  await database.transaction('rw', [messages, outbox], async () => {
    // Wiped while the answer was on its way: whoever sits here now may not read it.
    if ((await outbox.get(row.id)) === undefined) return
    await messages.put(mergeMessage(await messages.get(message.id), message))
    await outbox.delete(row.id)
  })
}

async function noteFailure(
  database: InboxDatabase,
  id: MessageId,
  answer: Asked<never> & { ok: false },
): Promise<void> {
  const { code, message } = answer
  await database.outbox
    .where('id')
    .equals(id)
    .modify((row) => {
      row.attempts += 1
      if (code !== 'unreachable' && code !== 'notARelay' && afterReplyRefusal(code) === 'forGood') {
        row.refused = { code, message }
      }
    })
}
