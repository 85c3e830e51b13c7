import { anna } from '../extension/background/cast.ts'
import { type ScriptedRelay, startScriptedRelay, welcome } from '../extension/background/scripted-relay.ts'
import { Happenings } from './happenings.ts'

/** A relay with the inbox of an employee who has been here for long: so many conversations, half of them his own, with so many messages each. */
export class BusyOffice {
  readonly #happenings: Happenings

  private constructor(
    readonly relay: ScriptedRelay,
    readonly conversations: number,
    messagesEach: number,
    began: number,
  ) {
    this.#happenings = new Happenings(conversations, messagesEach, began)
    relay.onHello = ({ cursor }) => [
      welcome({ cursor: this.#happenings.seq, snapshotNeeded: cursor === undefined }),
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
    const event = this.#happenings.clientWrites(place)
    this.relay.happens(event.seq, event)
    return event.message.text
  }

  /** So much happens while the employee's line is cut; the next hello gets it, in frames as large as the relay's. @returns the last words */
  weekend(events: number): string {
    // The last one is the employee's own: his tab is open.
    const last = () => this.#happenings.clientWrites(40)
    const told = [...this.#happenings.weekend(events - 1), last()]
    const frames = Array.from({ length: Math.ceil(events / 500) }, (_, page) =>
      told.slice(page * 500, page * 500 + 500),
    )
    this.relay.onHello = () => [
      welcome({ cursor: this.#happenings.seq }),
      ...this.#office(),
      ...frames.map((page) => ({ type: 'events' as const, events: page, cursor: page.at(-1)?.seq ?? 0 })),
    ]
    const end = told.at(-1)
    return end?.type === 'message' ? end.message.text : ''
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
    const shown = this.#happenings.conversations.slice(page * 50, page * 50 + 50)
    return {
      cursor: this.#happenings.seq,
      conversations: shown.map((conversation, index) => ({
        conversation,
        messages: this.#happenings.messages(page * 50 + index),
      })),
      ...(page + 1 < pages ? { nextPage: String(page + 1) } : {}),
    }
  }
}
