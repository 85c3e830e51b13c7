import type { Conversation } from '../../shared/conversation.ts'
import type { Employee } from '../../shared/employee.ts'
import type { ConversationEvent, MessageEvent, StageEvent } from '../../shared/events.ts'
import type { ConversationId } from '../../shared/ids.ts'
import { mayFollow } from '../../shared/stage.ts'
import { conversationRow } from '../database/conversation-row.ts'
import { under } from '../database/key-range.ts'
import type { ConversationRow } from '../database/rows.ts'
import { mergeMessage, withStage } from './merge-message.ts'
import { nothingTold, type Tidings, type Told } from './notice-after.ts'
import { type PlainEvent, RowsInHand, type TablesInHand } from './rows-in-hand.ts'
import { whyTellOfConversation, whyTellOfMessage } from './why-tell.ts'

export interface Applied {
  conversationId: ConversationId
  /** As it is after all of them. */
  row: ConversationRow | undefined
  /** What there is to tell the employee. */
  told: Told
}

/** Applies them in their order, in memory, and writes the outcome. Runs in the caller's transaction. */
export async function applyPlainEvents(
  tables: TablesInHand,
  events: readonly PlainEvent[],
  me: Employee | undefined,
): Promise<Applied[]> {
  const hand = await RowsInHand.take(tables, events)
  const applied: Omit<Applied, 'row'>[] = []
  for (const event of events) {
    if (event.type === 'stage') {
      applyStage(hand, event)
      applied.push({ conversationId: event.conversationId, told: nothingTold })
    } else {
      // Nothing is waited for but the store: a transaction that is asked nothing ends.
      if (event.type === 'message' && needsLook(hand, event) && (await isBeforeWhatIsHere(tables, hand, event)))
        hand.pass(event.message.id)
      const tidings = event.type === 'message' ? applyMessage(hand, event, me) : applyConversation(hand, event, me)
      const told = { seen: isHis(event, me), fresh: tidings === undefined ? [] : [tidings] }
      applied.push({ conversationId: event.conversation.id, told })
    }
  }
  await hand.putDown()
  return applied.map((each) => ({ ...each, row: hand.conversation(each.conversationId) }))
}

/** Whether he has done it himself, here or on another computer. */
const isHis = (event: ConversationEvent | MessageEvent, me: Employee | undefined): boolean =>
  me !== undefined && (event.type === 'message' ? event.first && event.message.authorId === me.id : event.by === me.id)

function applyConversation(hand: RowsInHand, event: ConversationEvent, me: Employee | undefined): Tidings | undefined {
  const known = hand.conversation(event.conversation.id)
  putUnlessOlder(hand, event.conversation, me)
  const why = whyTellOfConversation(known, event, me)
  return why === undefined ? undefined : { why, seq: event.seq }
}

const needsLook = (hand: RowsInHand, { message, first }: MessageEvent): boolean =>
  !first && hand.message(message.id) === undefined

function applyMessage(hand: RowsInHand, event: MessageEvent, me: Employee | undefined): Tidings | undefined {
  const { message } = event
  const known = hand.message(message.id)
  if (!hand.isPassed(message.id)) hand.putMessage(mergeMessage(known, message))
  hand.unpass(message.id)
  hand.confirm(message.id)
  putUnlessOlder(hand, event.conversation, me)
  const why = whyTellOfMessage(event, known, me)
  return why && { why, seq: event.seq, messageId: message.id, ...(event.first ? {} : { again: 1 }) }
}

/** A change of a message that was never loaded here: it comes with the message when somebody scrolls up to it. What lies here is always a contiguous end of the conversation. */
async function isBeforeWhatIsHere(
  { messages }: TablesInHand,
  hand: RowsInHand,
  { message: { id, conversationId, at }, conversation }: MessageEvent,
): Promise<boolean> {
  if (conversation.lastMessage?.id === id) return false
  await hand.putDown()
  const oldest = await messages.firstIn('[conversationId+at]', under(conversationId))
  return oldest === undefined || at < oldest.at
}

/** The stage of a message that was never loaded here is dropped: it comes with the message when somebody scrolls up to it. */
function applyStage(hand: RowsInHand, event: StageEvent): void {
  const message = hand.message(event.messageId)
  const further = message && withStage(message, event.stage)
  if (further) hand.putMessage(further)
  const conversation = hand.conversation(event.conversationId)
  const last = conversation?.lastMessage
  if (!conversation || last?.id !== event.messageId) return
  if (last.stage !== undefined && !mayFollow(last.stage, event.stage.stage)) return
  hand.putConversation({ ...conversation, lastMessage: { ...last, stage: event.stage.stage } })
}

function putUnlessOlder(hand: RowsInHand, told: Conversation, me: Employee | undefined): void {
  const known = hand.conversation(told.id)
  if (known === undefined || known.revision < told.revision) hand.putConversation(conversationRow(told, me))
}
