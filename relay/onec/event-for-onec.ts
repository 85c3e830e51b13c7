import type { ConversationEvent, JoinedEvent, JournalEvent, MessageEvent, StageEvent } from '../../shared/events.ts'
import type { MessageId } from '../../shared/ids.ts'
import type { Message, MessageFile } from '../../shared/message.ts'
import type { Stage } from '../../shared/stage.ts'
import type { WrittenForOnec } from '../store/onec-questions.ts'
import { toOnecTime } from './onec-time.ts'
import type { OnecEvent, OnecFile } from './packet-event.ts'
import { textForOnec } from './text-for-onec.ts'

/** What 1C is told of a journal event; undefined when it does not concern 1C. @param left replies that left without 1C after they were written of. */
export function eventForOnec(event: JournalEvent, left: ReadonlySet<MessageId> = none): OnecEvent | undefined {
  switch (event.type) {
    case 'message':
      return messageForOnec(event, left)
    case 'stage':
      return stageForOnec(event)
    case 'conversation':
      return conversationForOnec(event)
    case 'joined':
      return joinedForOnec(event)
    default:
      return event satisfies never
  }
}

/** A question that only 1C is asked. */
export function questionForOnec({ seq, at, question }: Extract<WrittenForOnec, { question: unknown }>): OnecEvent {
  return { seq, at: toOnecTime(at), ...question }
}

const none: ReadonlySet<MessageId> = new Set()

/** The reply about which 1C would be asked; undefined for every other event. */
export const replyAskedAbout = (event: JournalEvent): MessageId | undefined =>
  event.type === 'message' && event.message.origin === 'employee' && waitsForOnec(event.message)
    ? event.message.id
    : undefined

function messageForOnec(event: MessageEvent, left: ReadonlySet<MessageId>): OnecEvent | undefined {
  const { message } = event
  // What employees note among themselves is not 1C's.
  if (message.kind === 'note') return undefined
  // It cannot be read yet; 1C hears of it when it can.
  if (message.kind === 'pending') return undefined
  if (!event.first && event.change !== 'filled') return changeForOnec(event)
  switch (message.origin) {
    case 'client':
      return tellOfMessage(event)
    case 'phone':
      return { ...tellOfMessage(event), fromPhone: true }
    case 'automatic':
      return { ...tellOfMessage(event), userId: nobodyInOnec }
    case 'employee':
      return waitsForOnec(message) && !left.has(message.id)
        ? askAboutReply(event)
        : { ...tellOfMessage(event), userId: authorOf(message) }
    case 'onec':
      return undefined
    default:
      return message.origin satisfies never
  }
}

/** 1C's empty reference to a user. A `message` with a `userId` went out (guides/onec.md 6), and nobody has written this one: neither the client nor somebody at the phone. */
const nobodyInOnec = '00000000-0000-0000-0000-000000000000'

/** Of later tellings only those that change the words: 1C learns the state of a file when it fetches it. */
function changeForOnec({ seq, at, message, change }: MessageEvent): OnecEvent | undefined {
  const told = { seq, type: 'messageChanged', at: toOnecTime(at), messageId: message.id } as const
  // A call is told of when it rings; how it ended are its words.
  if (change === 'edited' || change === 'call') return { ...told, text: textForOnec(message) }
  return change === 'deleted' ? { ...told, deleted: true } : undefined
}

const tellOfMessage = (event: MessageEvent) =>
  ({
    seq: event.seq,
    type: 'message',
    at: toOnecTime(event.message.at),
    messageId: event.message.id,
    conversationId: event.message.conversationId,
    phone: event.conversation.contact.phone,
    // What 1C calls him it knows; it asks what he calls himself.
    contactName: event.conversation.contact.whatsappName || event.conversation.contact.name || undefined,
    ...content(event.message),
  }) satisfies OnecEvent

function askAboutReply(event: MessageEvent): OnecEvent {
  const { document } = event.message
  return document === undefined ? replyForOnec(event) : askForDocument(event, document.documentRef)
}

const askForDocument = (event: MessageEvent, documentRef: string): OnecEvent => ({
  seq: event.seq,
  type: 'documentRequest',
  at: toOnecTime(event.message.at),
  commandId: event.message.id,
  conversationId: event.message.conversationId,
  userId: authorOf(event.message),
  documentRef,
})

const replyForOnec = (event: MessageEvent): OnecEvent => ({
  seq: event.seq,
  type: 'replyCommand',
  at: toOnecTime(event.message.at),
  commandId: event.message.id,
  conversationId: event.message.conversationId,
  userId: authorOf(event.message),
  ...content(event.message),
})

const beforeApproval: ReadonlySet<Stage> = new Set(['typed', 'accepted', 'collected'])

/** Whether the reply was waiting for 1C's word when the event was written. */
const waitsForOnec = (message: Message): boolean => message.stages.every(({ stage }) => beforeApproval.has(stage))

function authorOf(message: Message): string {
  if (message.authorId === undefined) throw new Error(`The employee's message ${message.id} has no author.`)
  return message.authorId
}

const content = (message: Message) => ({
  text: textForOnec(message) || undefined,
  file: message.file && fileForOnec(message.file), // absent in a message of text alone
  quotedMessageId: message.quotedMessageId,
})

const fileForOnec = ({ id, name, mime, size, sha256 }: MessageFile): OnecFile => ({
  fileId: id,
  name,
  mime,
  size,
  sha256,
})

/** 1C knows a message of ours by its `outgoingId` when it approved or wrote it, and by the same `messageId` when it was told afterwards. */
function stageForOnec(event: StageEvent): OnecEvent | undefined {
  const { stage, reason } = event.stage
  if (event.origin === 'client' || event.origin === 'phone') return undefined
  if (stage !== 'sent' && stage !== 'delivered' && stage !== 'read' && stage !== 'played' && stage !== 'failed')
    return undefined
  const told = { seq: event.seq, type: 'status', at: toOnecTime(event.stage.at), status: stage } as const
  const ids = { outgoingId: event.messageId, messageId: event.messageId }
  if (stage !== 'failed') return { ...told, ...ids }
  const code = reason ?? 'refusedByWhatsApp'
  return { ...told, ...ids, error: { code, message: `The message was not sent: ${code}.`, retryable: false } }
}

/** Where there was no second conversation, nothing of 1C's has moved. */
function joinedForOnec({ seq, at, from, conversation }: JoinedEvent): OnecEvent | undefined {
  if (from.conversationId === undefined) return undefined
  return {
    seq,
    type: 'joined',
    at: toOnecTime(at),
    conversationId: from.conversationId,
    intoConversationId: conversation.id,
    phone: conversation.contact.phone,
  }
}

const conversationForOnec = ({ seq, at, conversation }: ConversationEvent): OnecEvent => ({
  seq,
  type: 'conversation',
  at: toOnecTime(at),
  conversationId: conversation.id,
  state: conversation.state,
  userId: conversation.ownerId,
})
