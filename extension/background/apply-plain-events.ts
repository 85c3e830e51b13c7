import type { Conversation } from '../../shared/conversation.ts'
import type { Employee } from '../../shared/employee.ts'
import type { ConversationEvent, MessageEvent, StageEvent } from '../../shared/events.ts'
import type { ConversationId } from '../../shared/ids.ts'
import type { Message } from '../../shared/message.ts'
import { mayFollow } from '../../shared/stage.ts'
import { conversationRow } from '../database/conversation-row.ts'
import type { ConversationRow } from '../database/rows.ts'
import { mergeMessage, withStage } from './merge-message.ts'
import type { Tidings, Told } from './notice-after.ts'
import { conversationOf, type PlainEvent, RowsInHand, type TablesInHand } from './rows-in-hand.ts'
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
  const applied = events.map((event) => {
    const tidings = applyOne(hand, event, me)
    return {
      conversationId: conversationOf(event),
      told: { seen: isHis(event, me), fresh: tidings === undefined ? [] : [tidings] },
    }
  })
  await hand.putDown()
  return applied.map((each) => ({ ...each, row: hand.conversation(each.conversationId) }))
}

/** Whether he has done it himself, here or on another computer. */
export function isHis(event: PlainEvent, me: Employee | undefined): boolean {
  if (me === undefined || event.type === 'stage') return false
  return event.type === 'message' ? event.first && event.message.authorId === me.id : event.by === me.id
}

function applyOne(hand: RowsInHand, event: PlainEvent, me: Employee | undefined): Tidings | undefined {
  switch (event.type) {
    case 'stage':
      return applyStage(hand, event)
    case 'message':
      return applyMessage(hand, event, me)
    case 'conversation':
      return applyConversation(hand, event, me)
    default:
      return event satisfies never
  }
}

function applyConversation(hand: RowsInHand, event: ConversationEvent, me: Employee | undefined): Tidings | undefined {
  const known = hand.conversation(event.conversation.id)
  putUnlessOlder(hand, event.conversation, me)
  const why = whyTellOfConversation(known, event, me)
  return why === undefined ? undefined : { why, seq: event.seq }
}

function applyMessage(hand: RowsInHand, event: MessageEvent, me: Employee | undefined): Tidings | undefined {
  const { message } = event
  const known = hand.message(message.id)
  putWhereItBelongs(hand, event)
  hand.confirm(message.id)
  putUnlessOlder(hand, event.conversation, me)
  const why = whyTellOfMessage(event, known, me)
  return why && { why, seq: event.seq, messageId: message.id, ...(event.first ? {} : { again: 1 }) }
}

/** At the end, which is here without a hole, or in the part far up that somebody looks at; what changes in between comes with its message when somebody scrolls there. */
function putWhereItBelongs(hand: RowsInHand, { message, first, conversation }: MessageEvent): void {
  const known = hand.message(message.id)
  if (known === undefined && hand.far.covers(message)) hand.far.put(mergeMessage(hand.far.get(message.id), message))
  else if (known !== undefined || first || isLast(conversation, message) || !hand.isAboveWhatIsHere(message))
    hand.putMessage(mergeMessage(known, message))
}

const isLast = ({ lastMessage }: Conversation, { id }: Message): boolean => lastMessage?.id === id

/** The stage of a message that was never loaded here is dropped: it comes with the message when somebody scrolls up to it. */
function applyStage(hand: RowsInHand, event: StageEvent): undefined {
  const [here, far] = [hand.message(event.messageId), hand.far.get(event.messageId)]
  const [further, furtherFar] = [here && withStage(here, event.stage), far && withStage(far, event.stage)]
  if (further) hand.putMessage(further)
  if (furtherFar) hand.far.put(furtherFar)
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
