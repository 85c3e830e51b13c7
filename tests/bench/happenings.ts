import * as v from 'valibot'
import { type Conversation, conversationSchema } from '../../shared/conversation.ts'
import type { ConversationEvent, GoneEvent, MessageEvent, StageEvent, ToldEvent } from '../../shared/events.ts'
import { type Message, messageSchema } from '../../shared/message.ts'
import { anna, boris, channelId } from '../extension/background/cast.ts'

const uuid = (kind: number, number: number): string =>
  `00000000-0000-7000-8${String(kind).padStart(3, '0')}-${String(number).padStart(12, '0')}`

const names = ['Анна Петрова', 'Иван Смирнов', 'ООО «Ромашка»', 'Мария Кузнецова', 'Склад на Садовой', 'Олег']
const words = ['Когда будет отгрузка?', 'Пришлите, пожалуйста, счёт за ноябрь.', 'Спасибо!', 'Получили, всё в порядке.']
const of = (list: string[], place: number): string => list[place % list.length] ?? ''

/** The conversations of a busy office, and what happens to them; half are the employee's own, of the others every second one waits in the queue. */
export class Happenings {
  #seq = 0
  #lastAt = 0
  readonly #away = new Set<number>()
  readonly #conversations: Conversation[]

  constructor(
    conversations: number,
    readonly messagesEach: number,
    private readonly began: number,
  ) {
    this.#conversations = Array.from({ length: conversations }, (_, place) => this.#conversation(place))
  }

  /** The number of what has happened last. */
  get seq(): number {
    return this.#seq
  }

  get conversations(): readonly Conversation[] {
    return this.#conversations
  }

  messages(place: number): Message[] {
    return Array.from({ length: this.messagesEach }, (_, number) => this.#message(place, number))
  }

  clientWrites(place: number): MessageEvent {
    const known = this.#known(place)
    const text = `Новое ${this.#seq + 1}`
    return this.#written(
      place,
      { origin: 'client', text },
      { unread: known.unread + 1, waitingSince: this.#lastAt + 1 },
    )
  }

  /**
   * A weekend as the employee's line tells it, who does not supervise: of a hundred events 46 are clients' messages, 12 replies with 18 ticks, 6 notes, 6 changes of messages
   * of which half lie above what is in his browser, 6 closings and readings, 5 conversations that a colleague takes, one that comes back.
   */
  weekend(events: number): ToldEvent[] {
    return Array.from({ length: events }, (_, place) => this.#oneOfWeekend(place))
  }

  #oneOfWeekend(number: number): ToldEvent {
    const turn = (number * 37) % 100
    const place = (number * 7) % this.conversations.length
    if (turn < 5) return this.#isTaken(number)
    if (turn === 5) return this.#comesBack(number)
    const seen = this.#away.has(place) ? place - (place % 2) : place
    if (turn < 12) return this.#changed(seen)
    if (turn < 18) return this.#noted(seen)
    if (turn < 24) return this.#changedMessage(seen, turn % 2 === 0 ? 1 : -40)
    if (turn < 42) return this.#ticked(seen)
    if (turn < 54) return this.#written(seen, { origin: 'employee', authorId: anna.id, text: 'Отгрузим завтра.' }, {})
    return this.clientWrites(seen)
  }

  /** A colleague takes one of those that wait in the queue: every fourth. */
  #isTaken(number: number): ToldEvent {
    const place = (4 * ((number * 3) % (this.conversations.length / 4)) + 1) % this.conversations.length
    if (this.#away.has(place)) return this.clientWrites(0)
    this.#away.add(place)
    const { id } = this.#known(place)
    return { type: 'gone', ...this.#next(), conversationIds: [id], takenBy: boris.name } satisfies GoneEvent
  }

  #comesBack(number: number): ToldEvent {
    const [place] = this.#away
    if (place === undefined) return this.clientWrites(number % 2)
    this.#away.delete(place)
    return this.#changed(place)
  }

  #changed(place: number): ConversationEvent {
    const next = this.#next()
    const conversation = { ...this.#known(place), unread: 0, revision: next.seq }
    this.#conversations[place] = conversation
    return { type: 'conversation', ...next, conversation }
  }

  #noted(place: number): MessageEvent {
    const note = { origin: 'employee' as const, kind: 'note' as const, authorId: boris.id, note: { mentions: [] } }
    return this.#written(place, { ...note, text: 'Обещали к пятнице' })
  }

  /** @param number of the message: one that is here, or below 0 one that never was. */
  #changedMessage(place: number, number: number): MessageEvent {
    const next = this.#next()
    const conversation = { ...this.#known(place), revision: next.seq }
    this.#conversations[place] = conversation
    const message = { ...this.#message(place, number), text: `Исправлено ${next.seq}` }
    return { type: 'message', ...next, first: false, change: 'edited', message, conversation }
  }

  #ticked(place: number): StageEvent {
    const known = this.#known(place)
    const { seq, at } = this.#next()
    const messageId = known.lastMessage?.origin === 'employee' ? known.lastMessage.id : this.#message(place, 1).id
    const told = { type: 'stage', seq, at, messageId, conversationId: known.id, origin: 'employee' } as const
    return { ...told, stage: { stage: 'read', at } }
  }

  #next(): { seq: number; at: number } {
    this.#seq += 1
    // Each later than the one before, so that the last one stands on top.
    this.#lastAt = Math.max(Date.now(), this.#lastAt + 1)
    return { seq: this.#seq, at: this.#lastAt }
  }

  #known(place: number): Conversation {
    const known = this.#conversations[place]
    if (known === undefined) throw new Error(`There is no conversation ${place}.`)
    return known
  }

  /** @param change of the conversation; none where only colleagues read it. */
  #written(place: number, written: Partial<Message>, change?: Partial<Conversation>): MessageEvent {
    const known = this.#known(place)
    const { seq, at } = this.#next()
    const message = v.parse(messageSchema, {
      ...{ id: uuid(7, seq), conversationId: known.id, kind: 'text', at, stages: [] },
      ...written,
    })
    const { id, origin, kind, text } = message
    const after = change && { ...change, lastMessage: { id, origin, kind, text }, lastMessageAt: at }
    const conversation = { ...known, ...after, revision: seq }
    this.#conversations[place] = conversation
    return { type: 'message', seq, at, first: true, message, conversation }
  }

  #conversation(place: number): Conversation {
    const isMine = place % 2 === 0
    const at = this.began - place * 60_000
    return v.parse(conversationSchema, {
      id: uuid(1, place),
      channelId,
      contact: {
        id: uuid(2, place),
        name: `${of(names, place)} ${place}`,
        phone: `+7916${String(place).padStart(7, '0')}`,
      },
      ...(isMine ? { state: 'inWork', ownerId: anna.id } : { state: place % 4 === 1 ? 'queued' : 'closed' }),
      unread: place % 3,
      ...(place % 5 === 0 ? { waitingSince: at } : {}),
      lastMessage: { id: uuid(3, place * 100), origin: 'client', kind: 'text', text: of(words, place) },
      lastMessageAt: at,
      revision: 0,
    })
  }

  #message(place: number, number: number): Message {
    const isOurs = number % 3 === 1
    const at = this.began - place * 60_000 - (this.messagesEach - number) * 1_000
    return v.parse(messageSchema, {
      id: uuid(3, place * 100 + ((number + 100) % 100)),
      conversationId: uuid(1, place),
      kind: 'text',
      origin: isOurs ? 'employee' : 'client',
      at,
      text: of(words, place + number),
      stages: isOurs ? [{ stage: 'read', at }] : [],
    })
  }
}
