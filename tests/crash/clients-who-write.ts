import type { WhatsAppStandIn } from '../world/whatsapp/whatsapp.ts'
import { company } from './crash-office.ts'

/** A text that a client has written; `number` counts his own. */
export interface Written {
  client: string
  number: number
  text: string
}

/** How often somebody writes, in milliseconds between two bursts, and how many at once. */
const pauses = { least: 150, most: 1_200 }
const burst = 4

/**
 * Clients who go on writing while the relay is up, down or in between. Some are known by their phone, some by their LID; now and then a new one
 * joins, because a stranger's first messages are encrypted in another way.
 */
export class ClientsWhoWrite {
  /** Everything that WhatsApp has taken from them. */
  readonly written: Written[] = []
  readonly numbers: string[] = []
  readonly #underWay = new Set<Promise<void>>()
  #timers: NodeJS.Timeout[] = []
  #stopped = false

  constructor(
    private readonly whatsapp: WhatsAppStandIn,
    private readonly random: () => number,
  ) {}

  join(): void {
    const number = `+7916${String(1_000_000 + this.numbers.length)}`
    this.whatsapp.client(number, {
      name: `Клиент ${this.numbers.length}`,
      addressing: this.numbers.length % 2 === 0 ? 'pn' : 'lid',
    })
    this.numbers.push(number)
    this.#writeSoon(number, 0)
  }

  /** Resolves when what they were writing has left. */
  async stop(): Promise<void> {
    this.#stopped = true
    for (const timer of this.#timers) clearTimeout(timer)
    await Promise.all(this.#underWay)
  }

  #writeSoon(client: string, already: number): void {
    if (this.#stopped) return
    // More clients, not more messages: each newcomer makes all write less often.
    const share = Math.max(1, this.numbers.length / 4)
    const wait = (pauses.least + this.random() * (pauses.most - pauses.least)) * share
    const timer = setTimeout(() => {
      this.#timers = this.#timers.filter((each) => each !== timer)
      const count = 1 + Math.floor(this.random() ** 2 * burst)
      for (let index = 0; index < count; index += 1) this.#write(client, already + index)
      this.#writeSoon(client, already + count)
    }, wait)
    this.#timers.push(timer)
  }

  #write(client: string, number: number): void {
    const text = `${client} пишет №${number}`
    const sending = this.whatsapp
      .client(client)
      .sendText(company, text)
      .then(() => {
        this.written.push({ client, number, text })
      })
      .finally(() => this.#underWay.delete(sending))
    this.#underWay.add(sending)
  }
}
