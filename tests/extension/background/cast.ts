import * as v from 'valibot'
import type { ChannelState, ChannelStatus } from '../../../shared/channel-status.ts'
import { type Conversation, conversationSchema } from '../../../shared/conversation.ts'
import { type Employee, employeeSchema } from '../../../shared/employee.ts'
import type { ConversationEvent, MessageEvent, StageEvent } from '../../../shared/events.ts'
import {
  type ConversationId,
  channelIdSchema,
  conversationIdSchema,
  type FileId,
  fileIdSchema,
  type MessageId,
  messageIdSchema,
} from '../../../shared/ids.ts'
import { type Message, messageSchema } from '../../../shared/message.ts'
import type { Stage } from '../../../shared/stage.ts'

/** Monday morning, 2 November 2026, 09:00 UTC. */
export const morning = Date.UTC(2026, 10, 2, 9)

/** `id('message', 3)` → a readable UUID. */
const uuid = (kind: number, number: number): string =>
  `00000000-0000-7000-8${String(kind).padStart(3, '0')}-${String(number).padStart(12, '0')}`

export const messageId = (number: number): MessageId => v.parse(messageIdSchema, uuid(3, number))
export const conversationId = (number: number): ConversationId => v.parse(conversationIdSchema, uuid(1, number))
export const fileId = (number: number): FileId => v.parse(fileIdSchema, uuid(6, number))
export const channelId = v.parse(channelIdSchema, uuid(4, 1))
const employeeId = (number: number) => uuid(5, number)

/** Anna stands in the queue and answers; Boris answers but is not in the queue; Vera may only read. */
export const anna: Employee = v.parse(employeeSchema, {
  id: employeeId(1),
  name: 'Анна',
  rights: ['read', 'reply'],
  inQueue: true,
})
export const boris: Employee = v.parse(employeeSchema, { ...anna, id: employeeId(2), name: 'Борис', inQueue: false })
export const vera: Employee = v.parse(employeeSchema, { ...anna, id: employeeId(3), name: 'Вера', rights: ['read'] })

/** Two clients, each with a conversation that waits in the queue. */
export const ivan = { id: conversationId(1), name: 'Иван', phone: '+79161234567' }
export const olga = { id: conversationId(2), name: 'Ольга', phone: '+79167654321' }
export type Client = typeof ivan

export const channel = (state: ChannelState): ChannelStatus => ({
  channelId,
  state,
  since: morning,
  title: 'Основной номер',
  position: 0,
})

export const conversation = (client: Client, change: Partial<Conversation> = {}): Conversation =>
  v.parse(conversationSchema, {
    id: client.id,
    channelId,
    contact: { id: uuid(2, client === ivan ? 1 : 2), name: client.name, phone: client.phone },
    state: 'queued',
    unread: 1,
    waitingSince: morning,
    lastMessageAt: morning,
    revision: 1,
    ...change,
  })

export const message = (client: Client, number: number, change: Partial<Message> = {}): Message =>
  v.parse(messageSchema, {
    id: messageId(number),
    conversationId: client.id,
    kind: 'text',
    origin: 'client',
    at: morning + number,
    text: `Сообщение ${number}`,
    stages: [],
    ...change,
  })

/** The client writes: journal number `seq`, message `seq`. */
export const wrote = (client: Client, seq: number, change: Partial<Conversation> = {}): MessageEvent => {
  const written = message(client, seq)
  const lastMessage = { id: written.id, origin: written.origin, kind: written.kind, text: written.text }
  return {
    type: 'message',
    seq,
    at: morning + seq,
    first: true,
    message: written,
    conversation: conversation(client, { revision: seq, lastMessage, lastMessageAt: written.at, ...change }),
  }
}

/** An employee's reply, as the relay has stored it. */
export const replied = (client: Client, seq: number, number: number, stage: Stage = 'accepted'): MessageEvent => {
  const reply = message(client, number, { origin: 'employee', stages: [{ stage, at: morning + seq }] })
  const lastMessage = { id: reply.id, origin: reply.origin, kind: reply.kind, text: reply.text, stage }
  const { waitingSince: _answered, ...answered } = conversation(client, { revision: seq, unread: 0, lastMessage })
  return { type: 'message', seq, at: morning + seq, first: true, message: reply, conversation: answered }
}

export const reached = (client: Client, seq: number, number: number, stage: Stage): StageEvent => ({
  type: 'stage',
  seq,
  at: morning + seq,
  messageId: messageId(number),
  conversationId: client.id,
  origin: 'employee',
  stage: { stage, at: morning + seq },
})

export const changed = (client: Client, seq: number, change: Partial<Conversation>): ConversationEvent => ({
  type: 'conversation',
  seq,
  at: morning + seq,
  conversation: conversation(client, { revision: seq, ...change }),
})

/** A colleague's hidden note. */
export const noted = (client: Client, seq: number, note: Message['note'], by: Employee): MessageEvent => {
  const written = message(client, seq, { kind: 'note', origin: 'employee', authorId: by.id, note, text: 'Посмотри' })
  return {
    type: 'message',
    seq,
    at: morning + seq,
    first: true,
    message: written,
    conversation: conversation(client, { revision: seq }),
  }
}
