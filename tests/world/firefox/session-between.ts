import * as v from 'valibot'
import type { WebSocket } from 'ws'

/** No id of Playwright's comes near. */
const installId = 2_000_000_000
const ownIds = installId + 1

const answerSchema = v.looseObject({
  id: v.number(),
  type: v.string(),
  error: v.optional(v.string()),
  result: v.optional(v.unknown()),
})
const eventSchema = v.looseObject({
  type: v.literal('event'),
  method: v.string(),
  params: v.looseObject({
    context: v.optional(v.nullable(v.string())),
    realm: v.optional(v.string()),
    sandbox: v.optional(v.string()),
  }),
})
const realmsSchema = v.object({
  realms: v.array(v.looseObject({ realm: v.string(), sandbox: v.optional(v.string()) })),
})
const commandSchema = v.looseObject({
  id: v.number(),
  method: v.string(),
  params: v.optional(v.looseObject({ context: v.optional(v.nullable(v.string())) })),
})
/** What is changed on the way of one session. */
export class SessionBetween {
  readonly #wishes = new Set<number>()
  /** Pages that are being closed, by the command's id. */
  readonly #closing = new Map<number, string>()
  readonly #toldRealms = new Set<string>()
  #session: { id: number; answer?: string } | undefined
  #lastId = ownIds

  constructor(
    private readonly playwright: WebSocket,
    private readonly browser: WebSocket,
    private readonly extension: string,
  ) {}

  /** Notes what Playwright asks, before it is passed on. */
  noteCommand(text: string): void {
    const { id, method, params } = v.parse(commandSchema, JSON.parse(text))
    if (method === 'browsingContext.close' && params?.context) this.#closing.set(id, params.context)
    if (method.startsWith('emulation.')) this.#wishes.add(id)
    if (method === 'session.new') this.#session ??= { id }
  }

  /** Takes a message of Firefox's. */
  pass(text: string): void {
    const message: unknown = JSON.parse(text)
    const event = v.safeParse(eventSchema, message)
    const answer = v.safeParse(answerSchema, message)
    if (event.success) this.#passEvent(text, event.output)
    else if (answer.success) this.#passAnswer(text, answer.output)
    else this.playwright.send(text)
  }

  #passAnswer(text: string, { id, type, error, result }: v.InferOutput<typeof answerSchema>): void {
    if (id === this.#session?.id) {
      this.#session.answer = text
      this.browser.send(install(this.extension))
    } else if (id === installId) {
      if (type !== 'success') process.stderr.write(`The extension could not be installed: ${text}\n`)
      this.playwright.send(this.#session?.answer ?? text)
    } else if (id > ownIds) {
      this.#tellOfRealms(result)
    } else {
      const wasWish = this.#wishes.delete(id) && error === 'unknown command'
      this.playwright.send(wasWish ? JSON.stringify({ id, type: 'success', result: {} }) : text)
      this.#tellOfClosing(id)
    }
  }

  /** Of a page of an extension Firefox does not tell that it has gone. */
  #tellOfClosing(id: number): void {
    const context = this.#closing.get(id)
    if (context === undefined) return
    this.#closing.delete(id)
    this.playwright.send(
      JSON.stringify({ type: 'event', method: 'browsingContext.contextDestroyed', params: { context, children: [] } }),
    )
  }

  #passEvent(text: string, { method, params }: v.InferOutput<typeof eventSchema>): void {
    if (method === 'script.realmCreated' && params.realm !== undefined && params.sandbox === undefined) {
      if (this.#toldRealms.has(params.realm)) return
      this.#toldRealms.add(params.realm)
    }
    this.playwright.send(text)
    if (method === 'browsingContext.navigationCommitted' && params.context) this.#askRealms(params.context)
  }

  /** Of a page that has come from another process Firefox sometimes does not tell where scripts can run. */
  #askRealms(context: string): void {
    this.#lastId += 1
    const params = { context, type: 'window' }
    this.browser.send(JSON.stringify({ id: this.#lastId, method: 'script.getRealms', params }))
  }

  #tellOfRealms(result: unknown): void {
    const known = v.safeParse(realmsSchema, result)
    if (!known.success) return
    for (const realm of known.output.realms.filter(({ sandbox }) => sandbox === undefined)) {
      if (this.#toldRealms.has(realm.realm)) continue
      this.#toldRealms.add(realm.realm)
      this.playwright.send(JSON.stringify({ type: 'event', method: 'script.realmCreated', params: realm }))
    }
  }
}

function install(extension: string): string {
  const extensionData = { type: 'path', path: extension }
  return JSON.stringify({ id: installId, method: 'webExtension.install', params: { extensionData } })
}
