import type { Conversation } from '../../shared/conversation.ts'
import type { Employee } from '../../shared/employee.ts'
import type { JoinedEvent, MessageEvent } from '../../shared/events.ts'
import type { ConversationId, Cursor, Instant, MessageId } from '../../shared/ids.ts'
import type { Message } from '../../shared/message.ts'
import type { StageReached } from '../../shared/stage.ts'
import { type ConversationRow, saveConversation, shownConversation } from '../store/conversations.ts'
import { saveConversations } from '../store/conversations-in-bulk.ts'
import {
  appendAllToJournal,
  appendToJournal,
  nextSeq,
  nextSeqFor,
  nextSeqs,
  type SightsBefore,
  sightsOf,
} from '../store/journal.ts'
import { showMessage } from '../store/messages.ts'
import type { Writer } from '../store/open.ts'
import { type ShownRow, show } from '../store/shown-conversations.ts'
import { eitherSight, nobody, sightOfRow } from '../store/sight-column.ts'
import { askAboutClients } from './ask-about-clients.ts'

/**
 * Saves a conversation's change and writes it, with its message if there is one, into the journal, under one number.
 * Readers are woken by the commit.
 */
export async function tellOfMessage(
  tx: Writer,
  change: {
    messageId: MessageId
    conversation: ConversationRow
    at: Instant
    first: boolean
    /** With `first: false`: what has changed. */
    change?: MessageEvent['change']
    /** Else 1C too. */
    audience?: 'employees'
  },
): Promise<Message> {
  const message = await showMessage(tx, change.messageId)
  if (!message) throw new Error(`Message ${change.messageId} is told of before it is stored.`)
  const { seq, conversation, sightBefore } = await renumber(tx, change.conversation, change.at)
  const what = change.change === undefined ? {} : { change: change.change }
  const event = { type: 'message', seq, at: change.at, message, conversation, first: change.first, ...what } as const
  await appendToJournal(tx, event, sightBefore, change.audience)
  return message
}

/** Tells 1C alone of a message once more, as if it were new: the number's base is another one now. Employees know it. */
export async function tellOnecAgain(tx: Writer, messageId: MessageId, at: Instant): Promise<void> {
  const message = await showMessage(tx, messageId)
  const row = message && (await shownConversation(tx, message.conversationId))
  if (!row) return
  const seq = await nextSeq(tx)
  await appendToJournal(
    tx,
    { type: 'message', seq, at, message, conversation: show(row), first: true },
    new Map(),
    'onec',
  )
}

/** The same for a change of the conversation alone. @param by whose deed it was; absent: it came about by itself */
export async function tellOfConversation(
  tx: Writer,
  row: ConversationRow,
  at: Instant,
  by?: Pick<Employee, 'id'>,
): Promise<void> {
  const { seq, conversation, sightBefore } = await renumber(tx, row, at)
  const whose = by === undefined ? {} : { by: by.id }
  await appendToJournal(tx, { type: 'conversation', seq, at, conversation, ...whose }, sightBefore)
}

/** The same for several as they are in hand, in a number of statements that does not grow with them. @param audience else 1C too. */
export async function tellOfConversations(
  tx: Writer,
  rows: readonly ShownRow[],
  at: Instant,
  audience?: 'employees',
): Promise<void> {
  if (rows.length === 0) return
  const first = await nextSeqs(tx, rows.length)
  const numbered = rows.map((row, index) => ({ ...row, revision: first + index }))
  await saveConversations(tx, numbered)
  const events = numbered.map(
    (row) => ({ type: 'conversation', seq: row.revision, at, conversation: show(row) }) as const,
  )
  await appendAllToJournal(tx, events, sightsOf(rows), audience)
}

/** Saves a conversation to which another one, or its contact, has been joined. `dropped`: messages that both had, under the ids that are gone. */
export async function tellOfJoined(
  tx: Writer,
  join: {
    from: JoinedEvent['from']
    conversation: ConversationRow
    at: Instant
    dropped?: MessageId[]
    goes?: ConversationRow
  },
): Promise<void> {
  const { from, at, dropped = [], goes } = join
  const { seq, conversation, sightBefore } = await renumber(tx, join.conversation, at)
  // Who could see either of them is shut out of both.
  const former = sightBefore.get(conversation.id) ?? nobody
  const before = goes ? new Map([[conversation.id, eitherSight(former, sightOfRow(goes))]]) : sightBefore
  const gone = dropped.length > 0 ? { dropped } : {}
  await appendToJournal(tx, { type: 'joined', seq, at, from, conversation, ...gone }, before)
}

/** Writes a stage that a message of ours has reached into the journal. */
export async function tellOfStage(
  tx: Writer,
  message: { id: MessageId; conversationId: ConversationId; origin: Message['origin'] },
  stage: StageReached,
): Promise<void> {
  const seq = await nextSeq(tx)
  const { id: messageId, conversationId, origin } = message
  await appendToJournal(tx, { type: 'stage', seq, at: stage.at, messageId, conversationId, stage, origin }, new Map())
}

async function renumber(
  tx: Writer,
  row: ConversationRow,
  at: Instant,
): Promise<{ seq: Cursor; conversation: Conversation; sightBefore: SightsBefore }> {
  const { seq, sightBefore } = await nextSeqFor(tx, row.id)
  await saveConversation(tx, { ...row, revision: seq })
  const conversation = await shownConversation(tx, row.id)
  if (!conversation) throw new Error(`Conversation ${row.id} is told of before it is stored.`)
  await askAboutClients(tx, [{ conversation, occasion: 'told' }], at)
  return { seq, conversation: show(conversation), sightBefore }
}
