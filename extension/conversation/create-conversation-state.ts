import { computed, effect, type ReadonlySignal } from '@preact/signals'
import { type ConversationId, createNewId, type EmployeeId, type MessageId } from '../../shared/ids.ts'
import type { Message } from '../../shared/message.ts'
import type { InboxService } from '../background/inbox-service.ts'
import type { ConversationRow, InboxDatabase, WritingRow } from '../database/database.ts'
import { liveSignal } from '../inbox/live-signal.ts'
import { type Taken, takenIn } from '../inbox/taken.ts'
import { createDeeds, createOutboxDeeds, type Deeds, type OutboxDeeds } from './create-deeds.ts'
import { createMessageWindow, type HistoryAtRelay, type MessageWindow } from './create-message-window.ts'
import { createFileShelf, type FileShelf } from './file-shelf.ts'
import { createNewBelow } from './new-below.ts'
import { createQuotes } from './quotes.ts'
import { type Shown, shownMessages } from './shown-message.ts'
import { createStoredMessages } from './stored-messages.ts'
import { createUnreadLine } from './unread-line.ts'

export interface ConversationInputs {
  database: InboxDatabase
  inbox: InboxService
  conversationId: ConversationId
  /** Whether somebody can see the page: only then an opened conversation counts as read. */
  isSeen: ReadonlySignal<boolean>
  /** Who is signed in here. */
  me: ReadonlySignal<EmployeeId | undefined>
}

type Scrolling = Pick<MessageWindow, 'older' | 'newer' | 'showOlder' | 'showNewer' | 'showNewest' | 'showAround'>

export interface ConversationState extends Deeds, OutboxDeeds, Scrolling {
  conversationId: ConversationId
  /** `undefined` while it loads, `null` when there is no such conversation (any more). */
  conversation: ReadonlySignal<ConversationRow | null | undefined>
  shown: ReadonlySignal<Shown[] | undefined>
  /** Nothing comes after what is shown. */
  atEnd: ReadonlySignal<boolean>
  /** The reply that was typed last and is still here. */
  lastTyped: ReadonlySignal<MessageId | undefined>
  /** The first message that nobody had opened when this conversation was opened here. */
  firstUnread: ReadonlySignal<MessageId | undefined>
  /** How many of others' have come since somebody has scrolled up. */
  newBelow: ReadonlySignal<number>
  /** Where somebody reads: at the newest, or farther up. */
  readsNewest(does: boolean): void
  files: FileShelf
  /** By message, 0–100. */
  uploads: ReadonlySignal<Map<MessageId, number>>
  writing: ReadonlySignal<WritingRow[]>
  taken: ReadonlySignal<Taken | undefined>
  muted: ReadonlySignal<boolean>
  /** A message that is quoted, wherever it stands: `null` when it is not in this browser. */
  quoted(id: MessageId): ReadonlySignal<Message | null | undefined>
  stop(): void
}

export function createConversationState(inputs: ConversationInputs): ConversationState {
  const { database, inbox, conversationId, me } = inputs
  const stored = createStoredMessages(database, conversationId)
  const files = createFileShelf(inbox, database)
  const row = liveSignal(() => async () => (await database.conversations.get(conversationId)) ?? null)
  const page = createMessageWindow(stored, historyOf(inbox, conversationId))
  const outbox = liveSignal(() => () => database.outbox.where({ conversationId }).toArray())
  const beside = liveSignal(() => () => besideMessages(database, conversationId))
  const quotes = createQuotes(database)
  const unreadLine = createUnreadLine(stored, row.value, inputs.isSeen)
  const newBelow = createNewBelow(stored, me)
  const stopMarking = markOpened(inputs, row.value)
  const joins = computed(() => beside.value.value?.joins)
  const stopFollowing = followJoins(joins, page.joined)
  const { showOlder, showNewer, showNewest, showAround, older, newer } = page
  return {
    conversationId,
    ...{ showOlder, showNewer, showNewest, showAround, older, newer, files },
    uploads: computed(
      () => new Map(beside.value.value?.uploads.map(({ id, sent, total }) => [id, percent(sent, total)])),
    ),
    writing: computed(() => beside.value.value?.writing ?? []),
    taken: computed(() => beside.value.value?.taken),
    muted: computed(() => beside.value.value?.muted ?? false),
    quoted: quotes.quoted,
    ...createDeeds(inbox, { database, inbox, now: Date.now, newId: createNewId(Date.now) }),
    conversation: row.value,
    shown: computed(() => {
      const [found, waiting] = [page.found.value, outbox.value.value]
      if (found === undefined || waiting === undefined || !unreadLine.known.value) return undefined
      return shownMessages(found.messages, found.atEnd ? waiting : [])
    }),
    atEnd: computed(() => page.found.value?.atEnd ?? true),
    lastTyped: computed(() => outbox.value.value?.toSorted((one, other) => one.typedAt - other.typedAt).at(-1)?.id),
    firstUnread: unreadLine.first,
    newBelow: newBelow.count,
    readsNewest(does) {
      page.readsNewest(does)
      const { messages, atEnd } = page.found.peek() ?? { messages: [], atEnd: false }
      newBelow.readsNewest(does, atEnd ? messages.at(-1)?.at : row.value.peek()?.lastMessageAt)
    },
    ...createOutboxDeeds(database, inbox),
    stop() {
      for (const part of [row, page, outbox, beside, quotes, newBelow, unreadLine]) part.stop()
      stopMarking()
      stopFollowing()
      files.clear()
    },
  }
}

const historyOf = (inbox: InboxService, id: ConversationId): HistoryAtRelay => ({
  fetchOlder: (part) => inbox.fetchOlder(id, part),
  fetchNewer: () => inbox.fetchNewer(id),
  fetchAround: (messageId) => inbox.fetchAround(id, messageId),
})

/** @param joins how many conversations have joined this one. */
function followJoins(joins: ReadonlySignal<number | undefined>, joined: () => void): () => void {
  let before: number | undefined
  return effect(() => {
    if (before !== undefined && joins.value !== before) joined()
    before = joins.value
  })
}

const percent = (sent: number, total: number): number => (total > 0 ? Math.round((sent / total) * 100) : 0)

/** What is small and seldom: one query for all of it. */
async function besideMessages(database: InboxDatabase, conversationId: ConversationId) {
  const [uploads, writing, taken, muted, joined] = await Promise.all([
    database.uploads.where({ conversationId }).toArray(),
    database.writing.where('conversationId').equals(conversationId).toArray(),
    takenIn(database, conversationId),
    database.muted.get(conversationId),
    database.joined.toArray(),
  ])
  const joins = joined.filter(({ into }) => into === conversationId).length
  return { uploads, writing, taken, muted: muted !== undefined, joins }
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
