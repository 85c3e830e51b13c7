import { once } from 'node:events'
import { get, type IncomingMessage } from 'node:http'
import { createInterface } from 'node:readline'
import type { Answer, Ask, CallName, ReceivedAnswer, SentAnswer, StateAnswer } from './control-calls.ts'
import type { WhatsAppEvent } from './events.ts'

/** The stand-in as seen from another process. `call` knows every call; the verbs are for what is said most. */
export class RemoteWhatsApp {
  constructor(private readonly controlUrl: string) {}

  async call<N extends CallName>(name: N, ask: Ask<N>): Promise<Answer<N>> {
    const response = await fetch(`${this.controlUrl}/${name}`, { method: 'POST', body: JSON.stringify(ask) })
    const answer: unknown = await response.json()
    if (!response.ok) throw new Error(`${name}: ${JSON.stringify(answer)}`)
    // Both ends are built from control-calls.ts.
    return answer as Answer<N>
  }

  async scan(number: string, qr: string, name?: string): Promise<void> {
    await this.call('phone/scan', { number, qr, ...(name && { name }) })
  }

  async scanScreenshot(number: string, png: Buffer, name?: string): Promise<void> {
    await this.call('phone/scan-screenshot', { number, png: png.toString('base64'), ...(name && { name }) })
  }

  sendText(from: string, company: string, text: string): Promise<SentAnswer> {
    return this.call('client/send-text', { from, company, text })
  }

  received(number: string): Promise<readonly ReceivedAnswer[]> {
    return this.call('client/received', { number })
  }

  waitForMessage(number: string, what: { id?: string; text?: string }, timeoutMs = 25_000): Promise<ReceivedAnswer> {
    return this.call('client/wait-for-message', { number, ...what, timeoutMs })
  }

  pushMany(push: Ask<'push-many'>): Promise<readonly SentAnswer[]> {
    return this.call('push-many', push)
  }

  state(): Promise<StateAnswer> {
    return this.call('state', {})
  }

  /** Everything that happens from now on, until the signal is aborted or the stand-in ends. */
  async *events(signal?: AbortSignal): AsyncGenerator<WhatsAppEvent> {
    const request = get(`${this.controlUrl}/events`, signal ? { signal } : {})
    const [response]: IncomingMessage[] = await once(request, 'response')
    if (!response) throw new Error('the stand-in tells no events')
    for await (const line of createInterface({ input: response })) yield JSON.parse(line)
  }
}
