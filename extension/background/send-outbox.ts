import type { ConversationId, Instant, MessageId } from '../../shared/ids.ts'
import type { Message } from '../../shared/message.ts'
import type { RelayClient } from '../connection/relay-api.ts'
import type { OutboxRow } from '../database/rows.ts'
import type { WorkerStore } from '../database/worker-store.ts'
import { afterReplyRefusal } from './after-refusal.ts'
import type { Cancel, Clock } from './clock.ts'
import { keepTaken, leftOfReply, type Taking } from './forget-conversations.ts'
import type { Asked } from './inbox-service.ts'
import { mergeMessage } from './merge-message.ts'
import { reconnectAfter } from './reconnect-after.ts'
import { sendRow } from './send-row.ts'

export interface OutboxParts {
  database: WorkerStore
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
  /** What is on its way now, and how it is cut off. */
  readonly #underWay = new Map<MessageId, AbortController>()

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

  /** Its row is out of the outbox already: the upload is cut off, and the relay keeps nothing of it. */
  async forget(id: MessageId, fileId: string): Promise<void> {
    const upload = this.#underWay.get(id)
    if (upload !== undefined) return upload.abort()
    const relay = await this.#parts.relay()
    await relay?.forgetFile(fileId)
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
    const waiting = (await this.#parts.database.outbox.allIn('typedAt')).filter((row) => !row.refused)
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
      const answer = await this.#sendOne(relay, row)
      if (answer === 'gone') continue
      if (answer.ok) await settle(this.#parts.database, row, answer.value)
      else {
        const what = afterReplyRefusal(answer.code)
        if (what === 'accessGone') return what
        await noteFailure(this.#parts.database, id, answer, this.#parts.clock.now())
        if (what === 'later') return what
      }
    }
    return 'done'
  }

  async #sendOne(relay: RelayClient, row: OutboxRow) {
    const cut = new AbortController()
    this.#underWay.set(row.id, cut)
    const { database, clock } = this.#parts
    const sent = await sendRow(row, { database, relay, now: () => clock.now(), signal: cut.signal })
    this.#underWay.delete(row.id)
    if (sent === 'gone' && row.file !== undefined) await relay.forgetFile(row.file.id)
    return sent
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

/** Out of the outbox and into the conversation at once: a page never sees the reply twice, or not at all. */
async function settle(database: WorkerStore, row: OutboxRow, { message }: { message: Message }): Promise<void> {
  await database.write(['conversations', 'messages', 'outbox'], async ({ conversations, messages, outbox }) => {
    // Wiped while the answer was on its way: whoever sits here now may not read it.
    if ((await outbox.get(row.id)) === undefined) return
    // Taken away meanwhile: what is said in it is no longer shown here.
    if ((await conversations.get(message.conversationId)) !== undefined)
      await messages.put(mergeMessage(await messages.get(message.id), message))
    await outbox.delete(row.id)
  })
}

/** A colleague was faster: the words are kept for a person to see, and nothing waits any more. */
async function giveUpTaken(database: WorkerStore, id: MessageId, taking: Taking): Promise<void> {
  await database.write(['conversations', 'outbox', 'taken', 'takenFiles'], async (tables) => {
    const row = await tables.outbox.get(id)
    if (row === undefined) return
    const conversation = await tables.conversations.get(row.conversationId)
    await keepTaken(tables, conversation ?? { id: row.conversationId }, [leftOfReply(row)], taking)
    await tables.outbox.delete(id)
  })
}

async function noteFailure(
  database: WorkerStore,
  id: MessageId,
  answer: Asked<never> & { ok: false },
  at: Instant,
): Promise<void> {
  const { code, message, takenBy } = answer
  if (code === 'takenByOther') return await giveUpTaken(database, id, { takenBy, at })
  await database.outbox.change(id, (row) => {
    const tried = { ...row, attempts: row.attempts + 1 }
    const isForGood = code !== 'unreachable' && code !== 'notARelay' && afterReplyRefusal(code) === 'forGood'
    return isForGood ? { ...tried, refused: { code, message } } : tried
  })
}
