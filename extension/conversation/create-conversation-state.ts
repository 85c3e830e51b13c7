import { computed, effect, type ReadonlySignal, signal } from '@preact/signals'
import { Dexie } from 'dexie'
import type { ConversationId, MessageId } from '../../shared/ids.ts'
import type { Message } from '../../shared/message.ts'
import type { AskedCode, InboxService } from '../background/inbox-service.ts'
import type { ConversationRow, InboxDatabase } from '../database/database.ts'
import { liveSignal } from '../inbox/live-signal.ts'
import { createDeeds, createOutboxDeeds, type Deeds, type OutboxDeeds } from './create-deeds.ts'
import { createFileShelf, type FileShelf } from './file-shelf.ts'
import { createQuotes } from './quotes.ts'
import { type Shown, shownMessages } from './shown-message.ts'

export const messagesAtOnce = 40

export interface ConversationInputs {
  database: InboxDatabase
  inbox: InboxService
  conversationId: ConversationId
  /** Whether somebody can see the page: only then an opened conversation counts as read. */
  isSeen: ReadonlySignal<boolean>
}

/** Whether there is more above: yes, being fetched, nothing, or the relay's refusal. */
export type Older = 'more' | 'fetching' | 'none' | AskedCode

export interface ConversationState extends Deeds, OutboxDeeds {
  /** `undefined` while it loads, `null` when there is no such conversation (any more). */
  conversation: ReadonlySignal<ConversationRow | null | undefined>
  shown: ReadonlySignal<Shown[] | undefined>
  older: ReadonlySignal<Older>
  files: FileShelf
  /** By message, 0–100. */
  uploads: ReadonlySignal<Map<MessageId, number>>
  /** A message that is quoted, wherever it stands: `null` when it is not in this browser. */
  quoted(id: MessageId): ReadonlySignal<Message | null | undefined>
  showOlder(): Promise<void>
  stop(): void
}

export function createConversationState(inputs: ConversationInputs): ConversationState {
  const { database, inbox, conversationId } = inputs
  const limit = signal(messagesAtOnce)
  const older = signal<Older>('more')
  const files = createFileShelf(inbox, database)
  const row = liveSignal(() => async () => (await database.conversations.get(conversationId)) ?? null)
  const messages = liveSignal(() => {
    const upTo = limit.value
    return () => lastMessages(database, conversationId, upTo)
  })
  const outbox = liveSignal(() => () => database.outbox.where({ conversationId }).toArray())

  const uploads = liveSignal(() => () => database.uploads.where({ conversationId }).toArray())
  const quotes = createQuotes(database)

  const stopMarking = markOpened(inputs, row.value)
  return {
    uploads: computed(() => new Map(uploads.value.value?.map(({ id, sent, total }) => [id, percent(sent, total)]))),
    quoted: quotes.quoted,
    ...createDeeds(inbox),
    conversation: row.value,
    shown: computed(() => {
      const [stored, waiting] = [messages.value.value, outbox.value.value]
      return stored === undefined || waiting === undefined ? undefined : shownMessages(stored, waiting)
    }),
    older,
    files,
    async showOlder() {
      if (older.value === 'fetching' || older.value === 'none') return
      if ((messages.value.value?.length ?? 0) < limit.value) {
        older.value = 'fetching'
        const answer = await inbox.fetchOlder(conversationId)
        older.value = answer.ok ? (answer.value ? 'more' : 'none') : answer.code
        if (!answer.ok) return
      }
      limit.value += messagesAtOnce
    },
    ...createOutboxDeeds(database, inbox),
    stop() {
      for (const part of [row, messages, outbox, uploads, quotes]) part.stop()
      stopMarking()
      files.clear()
    },
  }
}

const percent = (sent: number, total: number): number => (total > 0 ? Math.round((sent / total) * 100) : 0)

async function lastMessages(database: InboxDatabase, id: ConversationId, limit: number): Promise<Message[]> {
  const newestFirst = await database.messages
    .where('[conversationId+at]')
    .between([id, Dexie.minKey], [id, Dexie.maxKey])
    .reverse()
    .limit(limit)
    .toArray()
  return newestFirst.reverse()
}

/** Tells the relay at the opening, and again whenever something unread comes while somebody is looking. */
function markOpened(
  { inbox, conversationId, isSeen }: ConversationInputs,
  row: ReadonlySignal<ConversationRow | null | undefined>,
): () => void {
  const unread = computed(() => row.value?.unread)
  return effect(() => {
    if (isSeen.value && unread.value !== undefined) void inbox.opened(conversationId)
  })
}
