import * as v from 'valibot'
import { type Conversation, conversationSchema } from '../../shared/conversation.ts'
import type { MessageEvent } from '../../shared/events.ts'
import { type Message, messageSchema } from '../../shared/message.ts'
import { anna, channelId } from '../extension/background/cast.ts'
import { type ScriptedRelay, startScriptedRelay, welcome } from '../extension/background/scripted-relay.ts'

const uuid = (kind: number, number: number): string =>
  `00000000-0000-7000-8${String(kind).padStart(3, '0')}-${String(number).padStart(12, '0')}`

const names = ['Анна Петрова', 'Иван Смирнов', 'ООО «Ромашка»', 'Мария Кузнецова', 'Склад на Садовой', 'Олег']
const words = ['Когда будет отгрузка?', 'Пришлите, пожалуйста, счёт за ноябрь.', 'Спасибо!', 'Получили, всё в порядке.']
const of = (list: string[], place: number): string => list[place % list.length] ?? ''

/** A relay with the inbox of an employee who has been here for long: so many conversations, half of them his own, with so many messages each. */
export class BusyOffice {
  #seq = 0
  #lastAt = 0
  readonly #conversations: Conversation[]

  private constructor(
    readonly relay: ScriptedRelay,
    readonly conversations: number,
    readonly messagesEach: number,
    private readonly began: number,
  ) {
    this.#conversations = Array.from({ length: conversations }, (_, place) => this.#conversation(place))
    relay.onHello = ({ cursor }) => [
      welcome({ cursor: this.#seq, snapshotNeeded: cursor === undefined }),
      ...this.#office(),
    ]
    const pages = Math.ceil(conversations / 50)
    for (let page = 0; page < pages; page += 1)
      relay.answer(page === 0 ? 'GET /snapshot' : `GET /snapshot?page=${page}`, () => ({
        json: this.#page(page, pages),
      }))
  }

  static async open({ conversations, messages }: { conversations: number; messages: number }): Promise<BusyOffice> {
    const relay = await startScriptedRelay()
    return new BusyOffice(relay, conversations, Math.round(messages / conversations), Date.now())
  }

  /** A client writes now, and the employee's line tells it. @returns what he wrote, in words that nobody else uses */
  clientWrites(place: number): string {
    const event = this.#written(place)
    this.relay.happens(event.seq, event)
    return event.message.text
  }

  /** So much happens while the employee's line is cut; the next hello gets it, in frames as large as the relay's. @returns the last words */
  weekend(events: number): string {
    const told = Array.from({ length: events }, (_, place) =>
      // The last one is the employee's own: his tab is open.
      this.#written(place + 1 === events ? 40 : (place * 7) % this.conversations),
    )
    const frames = Array.from({ length: Math.ceil(events / 500) }, (_, page) =>
      told.slice(page * 500, page * 500 + 500),
    )
    this.relay.onHello = () => [
      welcome({ cursor: this.#seq }),
      ...this.#office(),
      ...frames.map((page) => ({ type: 'events' as const, events: page, cursor: page.at(-1)?.seq ?? 0 })),
    ]
    return told.at(-1)?.message.text ?? ''
  }

  #office() {
    const colleagues = [{ id: anna.id, name: anna.name, mayReply: true }]
    return [
      {
        type: 'office' as const,
        ...{ colleagues, groups: [], alertOthersAfterMinutes: 5, alertSupervisorsAfterMinutes: 15 },
      },
    ]
  }

  #page(page: number, pages: number) {
    const shown = this.#conversations.slice(page * 50, page * 50 + 50)
    return {
      cursor: this.#seq,
      conversations: shown.map((conversation, index) => ({
        conversation,
        messages: Array.from({ length: this.messagesEach }, (_, number) => this.#message(page * 50 + index, number)),
      })),
      ...(page + 1 < pages ? { nextPage: String(page + 1) } : {}),
    }
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
      id: uuid(3, place * 100 + number),
      conversationId: uuid(1, place),
      kind: 'text',
      origin: isOurs ? 'employee' : 'client',
      at,
      text: of(words, place + number),
      stages: isOurs ? [{ stage: 'read', at }] : [],
    })
  }

  #written(place: number): MessageEvent {
    const known = this.#conversations[place]
    if (known === undefined) throw new Error(`There is no conversation ${place}.`)
    this.#seq += 1
    const text = `Новое ${this.#seq}`
    // Each later than the one before, so that the last one stands on top.
    const at = Math.max(Date.now(), this.#lastAt + 1)
    this.#lastAt = at
    const message = v.parse(messageSchema, {
      ...{ id: uuid(7, this.#seq), conversationId: known.id, kind: 'text', origin: 'client', at, text, stages: [] },
    })
    const lastMessage = { id: message.id, origin: message.origin, kind: message.kind, text }
    const now = { unread: known.unread + 1, waitingSince: at, lastMessage, lastMessageAt: at, revision: this.#seq }
    const conversation = { ...known, ...now }
    this.#conversations[place] = conversation
    return { type: 'message', seq: this.#seq, at, first: true, message, conversation }
  }
}
